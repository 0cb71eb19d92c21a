/** Arabic's, Syriac's and Kaithi's signs around numbers and words: format characters to Unicode, with a shape all the same. */
const shaped = String.raw`[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u{110bd}\u{110cd}]`

/**
 * What could end a line, move a cursor, turn the order of letters around or hide: the controls of C0 and C1 (ECMA-48), the
 * line and paragraph separators, and all that Unicode has as format character (the bidirectional ones of UAX #9 among them)
 * or as ignorable: fillers, joiners, selectors, tags.
 */
const unseen = String.raw`[[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2028\u2029]--${shaped}]`

/**
 * A joiner or a selector is seen in a picture that Unicode recommends, and stays there. Between letters it is not: there
 * one name could look like another, which is worse than a word of Persian or Hindi with its joiners written out.
 */
const pictureOrUnseen = new RegExp(String.raw`\p{RGI_Emoji}|(?<hidden>${unseen})`, 'gv')

/**
 * A text that stays one line wherever it is shown, with what cannot be seen written as `\u001b`, or as `\udb40\udc41` where
 * that takes two units of UTF-16. Of a text that is JSON the answer is JSON too, and says the same.
 */
export function visibleText(text: string): string {
  return text
    .toWellFormed()
    .replace(pictureOrUnseen, (sign, hidden?: string) => (hidden === undefined ? sign : escaped(hidden)))
}

function escaped(sign: string): string {
  return Array.from(
    { length: sign.length },
    (_, at) => `\\u${sign.charCodeAt(at).toString(16).padStart(4, '0')}`,
  ).join('')
}
