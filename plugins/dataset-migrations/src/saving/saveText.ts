/** Has the browser save a text as a file. */
export function saveText(options: {
  name: string;
  text: string;
  type: string;
}): void {
  const { name, text, type } = options;
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
