/** The land on the map, cut out of Natural Earth when the page is built: two SVG paths in map units. */
import { geoEquirectangular, geoPath } from 'd3-geo'
import { feature, mesh } from 'topojson-client'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Coast } from './coast.ts'
import { pathText } from './path-text.ts'
import { project, surroundings, unitsPerDegree } from './projection.ts'
import { ringArea, simplify, type Corner } from './simplify.ts'

type Topology = Parameters<typeof mesh>[0]
type Countries = Extract<Topology['objects'][string], { type: 'GeometryCollection' }>
type Drawable = Parameters<ReturnType<typeof geoPath>>[0]

/** How much may be lost: triangles in square map units (a unit is about 1.1 km), and the smallest island kept. */
const fine = { triangle: 0.4, island: 0.8 }
const coarse = { triangle: 10, island: 60 }

export function cutCoast(): Coast {
  const file = createRequire(import.meta.url).resolve('world-atlas/countries-10m.json')
  const atlas = JSON.parse(readFileSync(file, 'utf8')) as Topology
  const countries = atlas.objects.countries as Countries
  const indonesia = countries.geometries.find(
    ({ properties }) => properties && 'name' in properties && properties.name === 'Indonesia',
  )
  if (!indonesia) throw new Error(`No country named Indonesia in ${file}: is world-atlas still version 2?`)
  // A mesh of what is not Indonesia's: its borders are already the edge of its land.
  const others = { ...countries, geometries: countries.geometries.filter((country) => country !== indonesia) }
  return {
    land: draw(feature(atlas, indonesia), fine),
    neighbours: draw(mesh(atlas, others as Parameters<typeof mesh>[1]), coarse),
  }
}

/** Clips to the surroundings by d3-geo, and simplifies. */
function draw(shape: Drawable, keep: { triangle: number; island: number }): string {
  const pen = new Pen()
  const { x: right, y: bottom } = project([surroundings.south, surroundings.east])
  const projection = geoEquirectangular()
    .scale((unitsPerDegree * 180) / Math.PI)
    .translate([-surroundings.west * unitsPerDegree, surroundings.north * unitsPerDegree])
    .precision(0)
    .clipExtent([
      [0, 0],
      [right, bottom],
    ])
  geoPath(projection, pen)(shape)
  return pen.lines
    .filter(({ closed, corners }) => !closed || ringArea(corners) >= keep.island)
    .map(({ closed, corners }) => ({ closed, corners: simplify(corners, keep.triangle) }))
    .filter(({ closed, corners }) => corners.length > (closed || isLoop(corners) ? 3 : 1))
    .map(({ closed, corners }) => pathText(corners, closed))
    .join('')
}

function isLoop(line: Corner[]): boolean {
  const [first, last] = [line[0]!, line[line.length - 1]!]
  return first[0] === last[0] && first[1] === last[1]
}

/** What d3-geo draws on, kept as lines. */
class Pen {
  lines: { corners: Corner[]; closed: boolean }[] = []

  beginPath(): void {
    this.lines = []
  }

  moveTo(x: number, y: number): void {
    this.lines.push({ corners: [[x, y]], closed: false })
  }

  lineTo(x: number, y: number): void {
    this.lines.at(-1)?.corners.push([x, y])
  }

  closePath(): void {
    const line = this.lines.at(-1)
    if (line) line.closed = true
  }

  arc(): void {
    // Points are drawn as arcs; a coast has none.
  }
}
