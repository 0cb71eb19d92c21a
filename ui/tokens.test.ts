import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

type Rgb = [number, number, number]
const css = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8')

/** A token's value on light paper and on dark. */
function token(name: string): [light: Rgb, dark: Rgb] {
  const found = new RegExp(`--${name}: light-dark\\(#(\\w{6}), #(\\w{6})\\)`).exec(css)
  if (!found) throw new Error(`tokens.css has no colour --${name} of the form light-dark(#rrggbb, #rrggbb)`)
  const rgb = (hex: string): Rgb => [0, 2, 4].map((i) => parseInt(hex.slice(i, i + 2), 16) / 255) as Rgb
  return [rgb(found[1]!), rgb(found[2]!)]
}

const linear = (part: number) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
const luminance = (rgb: Rgb) => {
  const [r, g, b] = rgb.map(linear) as Rgb
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
/** WCAG's contrast of two colours. */
const contrast = (a: Rgb, b: Rgb) => {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

/** What remains of a colour without one kind of cone (Machado, Oliveira and Fernandes 2009), in linear light. */
const eyes: Record<string, Rgb[]> = {
  'all three cones': [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
}
const seenBy = (eye: Rgb[], rgb: Rgb): Rgb =>
  eye.map((row) => row.reduce((sum, weight, i) => sum + weight * linear(rgb[i]!), 0)) as Rgb

/** Distance as the eye has it (OKLab), of colours in linear light. */
function distance(a: Rgb, b: Rgb): number {
  const lab = ([r, g, bl]: Rgb) => {
    const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * bl)
    const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * bl)
    const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * bl)
    return [
      0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
      1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
      0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
    ]
  }
  const [one, other] = [lab(a), lab(b)]
  return Math.hypot(...one.map((part, i) => part - other[i]!))
}

const statuses = ['up', 'degraded', 'down', 'unreachable', 'unknown']
const loads = [1, 2, 3, 4, 5].map((step) => `load-${step}`)

describe.each([
  ['light', 0],
  ['dark', 1],
] as const)('the colours on %s paper', (_name, side) => {
  it.each(['ink', 'ink-soft', 'accent', 'status-down'])(
    'let %s be read as text on every surface (AA)',
    (name) => {
      for (const surface of ['paper', 'sheet', 'pressed']) {
        expect(contrast(token(name)[side], token(surface)[side]), surface).toBeGreaterThanOrEqual(4.5)
      }
    },
  )

  it.each(statuses)('let the mark of %s be seen on every surface (AA)', (status) => {
    for (const surface of ['paper', 'sheet', 'land']) {
      expect(contrast(token(`status-${status}`)[side], token(surface)[side]), surface).toBeGreaterThanOrEqual(
        3,
      )
    }
  })

  it.each(Object.keys(eyes))('keep down apart from every other status with %s', (eye) => {
    const seen = (status: string) => seenBy(eyes[eye]!, token(`status-${status}`)[side])
    for (const status of statuses.filter((one) => one !== 'down')) {
      expect(distance(seen('down'), seen(status)), status).toBeGreaterThan(0.06)
    }
  })

  it.each(loads)('let a mark of %s be seen on the map (AA)', (load) => {
    for (const surface of ['paper', 'land']) {
      expect(contrast(token(load)[side], token(surface)[side]), surface).toBeGreaterThanOrEqual(3)
    }
  })

  it('take each step of load farther from the paper than the one before', () => {
    const contrasts = loads.map((load) => contrast(token(load)[side], token('paper')[side]))
    for (let i = 1; i < contrasts.length; i++) expect(contrasts[i]! / contrasts[i - 1]!).toBeGreaterThan(1.25)
  })

  it.each(Object.keys(eyes))('keep every step of load apart from the others with %s', (eye) => {
    const seen = loads.map((load) => seenBy(eyes[eye]!, token(load)[side]))
    for (let i = 0; i < seen.length; i++) {
      for (let j = 0; j < i; j++) {
        expect(distance(seen[i]!, seen[j]!), `${loads[i]} and ${loads[j]}`).toBeGreaterThan(0.06)
      }
    }
  })
})
