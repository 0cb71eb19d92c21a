/** Dice that fall the same way for the same seed and the same question, so that a simulated day can be repeated. */

/** FNV-1a, 32 bit: a number for a name. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

/** A number of [0, 1) for what is asked (a `hashText`) about which moment (a slot, a minute). */
export function roll(seed: number, what: number, moment = 0): number {
  const high = Math.floor(moment / 2 ** 32)
  return stir(stir(stir(stir(seed) ^ what) ^ moment) ^ high) / 2 ** 32
}

/** As `roll`, between two bounds. */
export function rollBetween(low: number, high: number, seed: number, what: number, moment = 0): number {
  return low + (high - low) * roll(seed, what, moment)
}

/** Each bit of the answer depends on every bit of the number (a 32-bit finaliser of the multiply-and-shift kind). */
function stir(number: number): number {
  let bits = (number + 0x9e3779b9) | 0
  bits = Math.imul(bits ^ (bits >>> 16), 0x21f0aaad)
  bits = Math.imul(bits ^ (bits >>> 15), 0x735a2d97)
  return (bits ^ (bits >>> 15)) >>> 0
}
