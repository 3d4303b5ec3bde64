/** Names that stand in a Chinese sentence as they are: a path of the API, a header, a command. */
const NAMES = /`[^`]*`|\{"[^}]*\}|true \/ false|rounds backup FILE/g;

/** Two Latin words in a row, the second in small letters: English prose, where names, codes and units stand alone. */
export function isEnglish(sentence: string): boolean {
  return /[A-Za-z]{2,} [a-z]{2,}/.test(sentence.replace(NAMES, ''));
}
