/**
 * What the YAML parser finds wrong, said so that a person can act on it. Its own messages are not passed on:
 * they quote the text, and the text may be a secret.
 */
import type { YAMLError } from 'yaml'

type FaultCode = YAMLError['code']

const unfinished = 'something is missing here: a closing quote or bracket, a comma, or a space after a colon'
const alias = 'an anchor or alias (& or *) is wrong here; if it belongs to a text, put the text in quotes'
const oneLineKey = 'a key must stand on one line, be short, and be followed by a colon and a space'
const indent =
  'the indentation is wrong, or a bracket before is not closed; keys of one map start in the same column'
const unexpected = 'this is not expected here; if it belongs to a text, put the text in quotes'

const messages: Record<FaultCode, string> = {
  ALIAS_PROPS: alias,
  BAD_ALIAS: alias,
  BAD_COLLECTION_TYPE: 'tags (!…) are not used in this file; leave it out',
  BAD_DIRECTIVE: 'directives (%…) are not used in this file; leave the line out',
  BAD_DQ_ESCAPE: 'a backslash in double quotes begins an escape that YAML does not know; use single quotes',
  BAD_INDENT: indent,
  BAD_PROP_ORDER: alias,
  BAD_SCALAR_START: 'a text cannot begin with this character; put it in quotes',
  BLOCK_AS_IMPLICIT_KEY: 'two keys, or a key and a list, stand on one line; put each on a line of its own',
  BLOCK_IN_FLOW: 'inside { } and [ ] everything is written with { }, [ ] and commas',
  DUPLICATE_KEY: 'the same key stands twice in one map; keep one',
  IMPOSSIBLE: unexpected,
  KEY_OVER_1024_CHARS: oneLineKey,
  MISSING_CHAR: unfinished,
  MULTILINE_IMPLICIT_KEY: oneLineKey,
  MULTIPLE_ANCHORS: alias,
  MULTIPLE_DOCS: 'a second YAML document begins here; keep one document in a file, without ---',
  MULTIPLE_TAGS: 'tags (!…) are not used in this file; leave them out',
  NON_STRING_KEY: 'a key must be a plain text',
  RESOURCE_EXHAUSTION: 'is nested too deeply',
  TAB_AS_INDENT: 'a tab stands here; YAML is indented by spaces only, so replace it by spaces',
  TAG_RESOLVE_FAILED: 'tags (!…) are not used in this file; leave it out, or put the text in quotes',
  UNEXPECTED_TOKEN: unexpected,
}

export function describeFault(code: FaultCode): string {
  return messages[code]
}
