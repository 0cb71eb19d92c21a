/** Half a year: so long somebody who was transferred may stand as the one to call. */
const goodForMs = 183 * 86_400_000

/** Whether it is time to ask anew if this is still the person to call. `confirmedAt` and `now`: epoch milliseconds. */
export function isConfirmationDue(confirmedAt: number, now: number): boolean {
  return now - confirmedAt >= goodForMs
}
