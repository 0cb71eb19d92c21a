/** Marks and lines on a canvas, looking as their elements do where they are few. */
import { emptied, maintenanceBar, shapeOf, type Shape } from '../parts/status-shapes.ts'
import { discOf, edgeOf, isSoft, tokenOf } from './disc.ts'
import { growthOfMark, hasHalo, hubRadius, isCluster, type Mark } from './marks.ts'
import type { Palette } from './palette.ts'
import { bend, countsOf, lookOf, type Line } from './ties.ts'
import type { Point } from './view.svelte.ts'

export interface Scene {
  marks: readonly Mark[]
  lines: readonly Line[]
  /** Map units to pixels. */
  toScreen(place: Point): Point
  width: number
  height: number
  size: number
  count(places: number): string
}

/** What lies farther outside of the window than this has no part in it. */
const marginPx = 24
export function paint(pen: CanvasRenderingContext2D, scene: Scene, palette: Palette): void {
  pen.clearRect(0, 0, scene.width, scene.height)
  const alike = countsOf(scene.lines)
  for (const line of scene.lines) paintLine(pen, line, alike[line.status], scene, palette)
  pen.globalAlpha = 1
  for (const mark of scene.marks) {
    const { x, y } = scene.toScreen(mark.at)
    const isSeen = x > -marginPx && x < scene.width + marginPx && y > -marginPx && y < scene.height + marginPx
    if (!isSeen) continue
    pen.save()
    pen.translate(x, y)
    pen.scale(scene.size, scene.size)
    if (mark.isFaint) pen.globalAlpha = 0.14
    if (isCluster(mark)) paintCluster(pen, mark, palette, scene.count(mark.places.length))
    else paintSatker(pen, mark, palette)
    pen.restore()
  }
}

function paintLine(
  pen: CanvasRenderingContext2D,
  line: Line,
  alike: number,
  { toScreen }: Scene,
  palette: Palette,
): void {
  const { width, opacity, token } = lookOf(line.status, alike)
  const [from, to] = [toScreen(line.from), toScreen(line.to)]
  const by = bend(from, to)
  pen.globalAlpha = opacity
  pen.lineWidth = width
  pen.strokeStyle = palette.colour(token)
  pen.beginPath()
  pen.moveTo(from.x, from.y)
  pen.quadraticCurveTo(by.x, by.y, to.x, to.y)
  pen.stroke()
}

function paintSatker(pen: CanvasRenderingContext2D, mark: Mark, palette: Palette): void {
  if (hasHalo(mark)) {
    paintCircle(pen, 11)
    pen.fillStyle = palette.colour('halo')
    pen.fill()
  }
  if (mark.hub) {
    paintCircle(pen, hubRadius(mark.hub))
    pen.fillStyle = palette.colour('paper')
    pen.fill()
    pen.strokeStyle = palette.colour(mark.hub === 'centre' ? 'ink' : 'ink-soft')
    pen.lineWidth = mark.hub === 'centre' ? 1.4 : 1
    pen.stroke()
  }
  const growth = growthOfMark(mark)
  pen.scale(growth, growth)
  paintShape(pen, mark, palette)
  if (!mark.inMaintenance) return
  const bar = pathOf(maintenanceBar.d)
  for (const [token, wider] of [
    ['paper', 1.4],
    ['accent', 0],
  ] as const) {
    pen.strokeStyle = palette.colour(token)
    pen.lineWidth = maintenanceBar.lineWidth + wider
    pen.stroke(bar)
  }
}

function paintCluster(pen: CanvasRenderingContext2D, mark: Mark, palette: Palette, count: string): void {
  const disc = discOf(mark)
  const opacity = pen.globalAlpha
  paintCircle(pen, disc.radius)
  pen.fillStyle = palette.colour('paper')
  pen.fill()
  pen.lineWidth = disc.lineWidth
  if (disc.worstShare < 1) {
    pen.globalAlpha = opacity * 0.55
    pen.strokeStyle = palette.colour('status-up')
    pen.stroke()
    pen.beginPath()
    // From the top, clockwise.
    pen.arc(0, 0, disc.radius, -Math.PI / 2, (2 * disc.worstShare - 0.5) * Math.PI)
  }
  pen.globalAlpha = isSoft(mark) ? opacity * 0.55 : opacity
  pen.strokeStyle = palette.colour(edgeOf(mark))
  pen.stroke()
  pen.globalAlpha = opacity
  pen.fillStyle = palette.colour(isSoft(mark) ? 'ink-soft' : 'ink')
  pen.font = `${isSoft(mark) ? 500 : 600} ${disc.text.sizePx}px ${palette.family}`
  pen.textAlign = 'center'
  pen.fillText(count, 0, disc.text.y)
  if (!disc.glyph) return
  pen.translate(0, disc.glyph.y)
  pen.scale(disc.glyph.scale, disc.glyph.scale)
  paintShape(pen, mark, palette)
}

function paintShape(pen: CanvasRenderingContext2D, mark: Mark, palette: Palette): void {
  const shape: Shape = mark.load === null ? emptied(shapeOf(mark.status)) : shapeOf(mark.status)
  const path = pathOf(shape.d)
  const colour = palette.colour(tokenOf(mark))
  if (shape.paint !== 'line') {
    pen.fillStyle = shape.paint === 'fill' ? colour : palette.colour('paper')
    pen.fill(path)
  }
  if (shape.paint === 'fill') return
  pen.strokeStyle = colour
  pen.lineWidth = shape.lineWidth
  pen.lineCap = shape.dash.length > 0 ? 'butt' : 'round'
  pen.setLineDash([...shape.dash])
  pen.stroke(path)
  pen.setLineDash([])
}

function paintCircle(pen: CanvasRenderingContext2D, radius: number): void {
  pen.beginPath()
  pen.arc(0, 0, radius, 0, 2 * Math.PI)
}

const paths = new Map<string, Path2D>()

function pathOf(d: string): Path2D {
  let path = paths.get(d)
  if (!path) paths.set(d, (path = new Path2D(d)))
  return path
}
