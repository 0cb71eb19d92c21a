/** What every answer carries, whatever it is: what the browser may do with it, and that it is not kept. */
export const answerHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    // Svelte makes its templates from text through a policy of this name; no other policy can be made.
    'trusted-types svelte-trusted-html',
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': [
    'accelerometer=()',
    'camera=()',
    'display-capture=()',
    'geolocation=()',
    'gyroscope=()',
    'magnetometer=()',
    'microphone=()',
    'midi=()',
    'payment=()',
    'serial=()',
    'usb=()',
  ].join(', '),
  // The page's files say otherwise for themselves.
  'cache-control': 'no-store',
}

/**
 * Of an answer that went over TLS all the way: also that a browser never asks us in clear again, for a year (RFC 6797).
 * Over HTTP it must not be said.
 */
export function answerHeadersOver(isSecure: boolean): Readonly<Record<string, string>> {
  return isSecure ? secureHeaders : answerHeaders
}

const secureHeaders = { ...answerHeaders, 'strict-transport-security': 'max-age=31536000' }
