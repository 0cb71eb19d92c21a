import { describe, expect, it } from 'vitest'
import { mailLink, phoneLink, portalLink } from './contact-link.ts'

describe('a link to a portal', () => {
  it.each([
    ['https://kaur.kemenag.go.id', 'https://kaur.kemenag.go.id/'],
    ['HTTP://10.0.0.1:8080/a b', 'http://10.0.0.1:8080/a%20b'],
    ['javascript:alert(1)', null],
    ['data:text/html,x', null],
    ['https://', null],
    ['kaur.kemenag.go.id', null],
  ])('for %s is %s', (text, link) => expect(portalLink(text)).toBe(link))
})

describe('a link to write to', () => {
  it.each([
    ['pic@kemenag.go.id', 'mailto:pic@kemenag.go.id'],
    ['pic@kemenag.go.id?bcc=x@y.z', null],
    ['nobody', null],
  ])('for %s is %s', (text, link) => expect(mailLink(text)).toBe(link))
})

describe('a link to call', () => {
  it.each([
    ['+62 (812) 345-678', 'tel:+62812345678'],
    ['0736.12345', 'tel:073612345'],
    ['ext. 12', null],
  ])('for %s is %s', (text, link) => expect(phoneLink(text)).toBe(link))
})
