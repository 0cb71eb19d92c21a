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

/** `element` has no colour of its own; it is where each one is tried. Paper is light whatever the screen is. */
export function readPalette(element: HTMLElement, onPaper: boolean): Palette {
  return onPaper ? inLight(() => read(element)) : read(element)
}

function read(element: HTMLElement): Palette {
  const style = getComputedStyle(element)
  const colours = new Map<string, string>()
  for (const token of tokens) {
    element.style.color = `var(--${token})`
    colours.set(token, style.color)
  }
  element.style.color = ''
  return { colour: (token) => colours.get(token) ?? colours.get('ink')!, family: style.fontFamily }
}

/** The built stylesheet settles its colours at the root, so it is the root that has to be light meanwhile. */
function inLight<T>(look: () => T): T {
  const { dataset } = document.documentElement
  const { theme } = dataset
  dataset.theme = 'light'
  const seen = look()
  if (theme === undefined) delete dataset.theme
  else dataset.theme = theme
  return seen
}
