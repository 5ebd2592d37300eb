/** What a command sees of the world: where it stands, and where its words go. */
export interface Terminal {
  workingDirectory: string;
  /** Variables of the environment. */
  environment: Readonly<Record<string, string | undefined>>;
  stdout: { write(text: string): unknown };
  stderr: { write(text: string): unknown };
}
