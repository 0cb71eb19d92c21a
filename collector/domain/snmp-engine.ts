/** What is known of a router's SNMPv3 engine (RFC 3414 §2.2), learned from its own authenticated answers. */
export interface SnmpEngine {
  /** 5 to 32 bytes, as hexadecimal digits in lower case. */
  id: string
  /** How often it has started. */
  boots: number
  /** Seconds since it last started, at the time of the answer. */
  time: number
  /** The time of that answer by a clock that never steps, milliseconds. */
  atMonotonicMs: number
}
