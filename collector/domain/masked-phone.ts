/** The country codes of one and of two digits (ITU-T E.164); all others have three. */
const countryCode = /^\+\s*(?:[17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/

const mostShown = 4

/**
 * A phone number with its digits as `•`, but for the country code and the last four: enough to know it again, not enough
 * to call. Of a short number fewer are shown, never more than half.
 */
export function maskPhone(phone: string): string {
  const country = countryCode.exec(phone)?.[0] ?? ''
  const rest = Array.from(phone.slice(country.length))
  const digits = rest.filter(isDigit).length
  let hidden = digits - Math.min(mostShown, Math.floor(digits / 2))
  return country + rest.map((sign) => (isDigit(sign) && hidden-- > 0 ? '•' : sign)).join('')
}

function isDigit(sign: string): boolean {
  return /\p{Nd}/u.test(sign)
}
