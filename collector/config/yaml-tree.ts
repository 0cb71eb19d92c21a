/** One file's YAML as a tree of nodes with positions, or all that is wrong with its syntax. */
import { Composer, type Document, Lexer, LineCounter, type ParsedNode, Parser } from 'yaml'
import type { Problem } from './problem.ts'
import { describeFault } from './yaml-faults.ts'

/** The configuration itself is seven levels deep; thousands would overflow the stack of whoever walks them. */
const deepest = 50

export interface YamlTree {
  /** Null where the file holds nothing, or only comments. */
  root: ParsedNode | null
  lines: LineCounter
  problems: Problem[]
}

export function parseYaml(text: string, file: string): YamlTree {
  const lines = new LineCounter()
  const problems: Problem[] = []
  const report = (offset: number, message: string) => {
    const { line, col } = lines.linePos(offset)
    if (problems.at(-1)?.line !== line)
      problems.push({ file, line, column: Math.max(1, col), path: '', message })
  }
  const { documents, tooDeepAt } = compose(text, lines)
  if (tooDeepAt !== null) report(tooDeepAt, `is nested more than ${deepest} levels deep; write it flatter`)
  const faults = documents.flatMap(({ errors, warnings }) => [...errors, ...warnings])
  for (const { pos, code } of faults.sort((a, b) => a.pos[0] - b.pos[0])) report(pos[0], describeFault(code))
  const [first, second] = documents
  if (second) report(second.range[0], describeFault('MULTIPLE_DOCS'))
  return { root: first?.contents ?? null, lines, problems }
}

/** Feeds the parser token by token, so that a file nested too deeply is given up before anything recurses into it. */
function compose(
  text: string,
  lines: LineCounter,
): { documents: Document.Parsed[]; tooDeepAt: number | null } {
  const parser = new Parser(lines.addNewLine)
  // Schema and version are fixed, so that no directive in the file can bring back the rules of YAML 1.1.
  const composer = new Composer({
    version: '1.2',
    schema: 'core',
    merge: false,
    resolveKnownTags: false,
    stringKeys: true,
    // Ours is linear in the size of a map; the library's compares every pair of keys.
    uniqueKeys: false,
    keepSourceTokens: false,
  })
  const documents: Document.Parsed[] = []
  lines.addNewLine(0)
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) documents.push(...composer.next(token))
    if (parser.stack.length > deepest) return { documents: [], tooDeepAt: parser.offset }
  }
  for (const token of parser.end()) documents.push(...composer.next(token))
  documents.push(...composer.end())
  return { documents, tooDeepAt: null }
}
