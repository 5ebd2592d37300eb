/**
 * Where the same words follow each other, a removal or an insertion may be put in several places. The leftmost is the one that
 * two comparisons of one text agree on.
 */
export function slideChange({ start, end, words }, before) {
  if (start === end || words.length === 0) {
    const moved = words.length ? [...words] : before.slice(start, end);
    let at = start;
    while (at > 0 && before[at - 1] === moved[moved.length - 1]) {
      moved.unshift(moved.pop());
      at -= 1;
    }
    return {
      start: at,
      end: at + end - start,
      words: words.length ? moved : [],
    };
  }
  return { start, end, words };
}
