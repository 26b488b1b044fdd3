/** What fits the columns of the parties: most e-mail addresses, which should stay whole for whoever copies them. */
const LONGEST_WORD = 26;
/** What surely fits a column if it is written in ideographs, which are twice as wide. */
const LONGEST_IDEOGRAPHS = 12;
const CHUNK = /.{1,10}/gu;
/** Chinese, Japanese and Korean are written without spaces and may part between any two characters. */
const BETWEEN_IDEOGRAPHS =
  /(?<=[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}ー])(?=[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}])/gu;

/** No width, no ink, and white space to JavaScript, by which the layout knows where it may go on in a new line. */
const JOINT = '\ufeff';

/**
 * Lets a word that is longer than a column (an address, a path, a name without spaces) go on in the next line.
 * Hyphens would change what it says.
 * @param longest how many letters stay together
 */
export function breakable(text: string, longest = LONGEST_WORD): string {
  return text.replace(/[^\s]+/gu, (word) => {
    const { length } = [...word];
    if (length > LONGEST_IDEOGRAPHS && word.search(BETWEEN_IDEOGRAPHS) >= 0) {
      return word.replaceAll(BETWEEN_IDEOGRAPHS, JOINT);
    }
    return length <= longest ? word : (word.match(CHUNK) ?? []).join(JOINT);
  });
}

/** What the layout may part: at joints, and nowhere else. */
export function syllablesOf(word: string): string[] {
  return word.split(/(\ufeff)/).filter((part) => part !== '');
}
