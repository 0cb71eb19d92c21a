/** The page's colours for a canvas, which knows no variables: read anew when the theme changes. */
const tokens = [
  'paper',
  'ink',
  'ink-soft',
  'accent',
  'halo',
  'status-up',
  'status-degraded',
  'status-down',
  'status-unreachable',
  'status-unknown',
  'load-1',
  'load-2',
  'load-3',
  'load-4',
  'load-5',
]

export interface Palette {
  colour(token: string): string
  family: string
}

/** `element` has no colour of its own; it is where each one is tried. */
export function readPalette(element: HTMLElement): Palette {
  const style = getComputedStyle(element)
  const colours = new Map<string, string>()
  for (const token of tokens) {
    element.style.color = `var(--${token})`
    colours.set(token, style.color)
  }
  element.style.color = ''
  return { colour: (token) => colours.get(token) ?? colours.get('ink')!, family: style.fontFamily }
}
