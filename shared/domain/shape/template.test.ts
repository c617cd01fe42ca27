import { describe, expect, it } from 'vitest'
import { fillTemplate, inTemplate, readTemplate } from './template.ts'

function filled(text: string, ...values: string[]): string {
  const read = readTemplate(text)
  if (!read.ok) throw new Error(read.problem)
  return fillTemplate(read.template, values)
}

describe('a template', () => {
  it.each([
    ['{First} {Last}', ['Ann', 'Lee'], 'Ann Lee'],
    ['{First} {Last}', ['Ann', ''], 'Ann'],
    ['{First} {Last}', ['', 'Lee'], 'Lee'],
    ['{First} {Last}', ['', ''], ''],
    ['{City}, {State} {Zip}', ['Pune', 'MH', '411001'], 'Pune, MH 411001'],
    ['{City}, {State} {Zip}', ['', 'MH', '411001'], 'MH 411001'],
    ['{City}, {State} {Zip}', ['Pune', '', '411001'], 'Pune 411001'],
    ['{A}, {B}, {C}', ['1', '', '3'], '1, 3'],
    ['{Name} ({Company})', ['Ann', 'One Ltd'], 'Ann (One Ltd)'],
    ['{Name} ({Company})', ['Ann', ''], 'Ann'],
    ['{Name} ({Company}) {City}', ['Ann', '', 'Ulm'], 'Ann Ulm'],
    ['({Code}) {Number}', ['030', ''], '(030)'],
    ['({Code}) {Number}', ['', '123'], '123'],
    ['+{Code}-{Number}', ['91', '98'], '+91-98'],
    ['Ref {{{No}}}', ['7'], 'Ref {7}'],
  ])('%s with %j is %s', (template, values, expected) => {
    expect(filled(template, ...values)).toBe(expected)
  })

  it.each([
    ['no column at all', 'The template names no column. Put one in braces, as in {First name}.'],
    ['{First', 'The template has no } after “{First”.'],
    ['{ }', 'Put the name of a column between { and }.'],
    ['a } b', 'The template has a } without a { before it. Write }} for a brace.'],
  ])('%s is told to be wrong', (template, problem) => {
    expect(readTemplate(template)).toEqual({ ok: false, problem })
  })

  it('takes any column but one with a brace in its name', () => {
    expect(inTemplate('First name')).toBe('{First name}')
    expect(inTemplate('a{b')).toBeNull()
  })
})
