/**
 * What could end a line, move a cursor or turn the order of letters around: the controls of C0 and C1 (ECMA-48), the line
 * and paragraph separators, Unicode's bidirectional controls (UAX #9) and its signs without a width.
 */
const unseen = /[\p{Cc}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]/gu

/**
 * A text that stays one line wherever it is shown, with what cannot be seen written as `\u001b`. Of a text that is JSON
 * the answer is JSON too, and says the same.
 */
export function visibleText(text: string): string {
  return text
    .toWellFormed()
    .replace(unseen, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
