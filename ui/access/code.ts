/** The six digits of a second factor; apps show them in two threes. */
export function tidyCode(text: string): string {
  return text.replace(/\s/g, '')
}

export function isCode(text: string): boolean {
  return /^\d{6}$/.test(tidyCode(text))
}
