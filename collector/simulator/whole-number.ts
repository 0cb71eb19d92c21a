/** A whole number as it was typed; null where it is none, or out of bounds. */
export function wholeNumber(text: string, least: number, most: number): number | null {
  const number = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN
  return number >= least && number <= most ? number : null
}
