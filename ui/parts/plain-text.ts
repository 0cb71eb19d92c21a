/** Marks that turn the direction of text: a name that leaves one open would mirror the words after it. */
const directionMarks = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g

/** What the collector sent, so that nobody's name can change how anything beside it is read. */
export function plainText(text: string): string {
  return text.replace(directionMarks, '')
}
