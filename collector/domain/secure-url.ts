/** Whether nobody on the way can read what goes there: https, or http that does not leave this machine. */
export function isSecure({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || (protocol === 'http:' && loopback.test(hostname))
}

/** A URL holds an IPv4 address in its canonical form, and IPv6 in brackets. */
const loopback = /^(localhost|\[::1\]|127(\.\d{1,3}){3})$/
