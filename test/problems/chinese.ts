/** Names that stand in a Chinese sentence as they are: a path of the API, a header, a command. */
const NAMES = /`[^`]*`|\{"[^}]*\}|true \/ false|rounds backup FILE/g;
/** Addresses, and what fields of the API are called. */
const ADDRESSES = /https?:\S+|\/pub\b|inherit: true/g;

/** Two Latin words in a row, the second in small letters: English prose, where names, codes and units stand alone. */
export function isEnglish(sentence: string): boolean {
  return /[A-Za-z]{2,} [a-z]{2,}/.test(sentence.replace(NAMES, ''));
}

/** Formats, headers, addresses and places that have no Chinese name. */
const KNOWN =
  /\b(Bearer|JSON|WiFi|enter|leave|properties|OwnTracks|UTC|UUID|ISO|IANA|CSV|UTF|GB|PDF|Excel|gzip|xlsx|GeoJSON|API|TILE_FILE|csv|Content-Type|application\/json|Asia\/Shanghai|api\/docs|index|fixes|end|closed|durationsS|XLSForm|survey|choices)\b/g;

/** Latin words of a Chinese sentence that are no names and were not given by whoever asked. */
export function wordsLeft(sentence: string, reason: object): string[] {
  const given = JSON.stringify(reason);
  const words =
    sentence
      .replace(NAMES, '')
      .replace(ADDRESSES, '')
      .replace(KNOWN, '')
      .match(/[A-Za-z]{2,}/g) ?? [];
  return words.filter((word) => !given.includes(word));
}
