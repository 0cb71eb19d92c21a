/** Addresses from devices.yaml as links; null for what is none, which is then shown as text. */

/** Only what a browser opens as a page: an address could as well hold a script. */
export function portalLink(text: string): string | null {
  return /^https?:\/\//i.test(text) && URL.canParse(text) ? new URL(text).href : null
}

export function mailLink(email: string): string | null {
  return /^[^\s@<>?&"]+@[^\s@<>?&"]+$/.test(email) ? `mailto:${email}` : null
}

/** Without the dots, dashes and brackets that a number is written with. */
export function phoneLink(phone: string): string | null {
  const digits = phone.replace(/[\s().-]/g, '')
  return /^\+?\d{3,20}$/.test(digits) ? `tel:${digits}` : null
}
