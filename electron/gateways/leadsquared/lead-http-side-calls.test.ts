import { afterEach, describe, expect, it } from 'vitest'
import { answering, closeAll, leadHttp, practice } from './lead-http.test-kit.ts'

afterEach(closeAll)

describe('the side calls', () => {
  it('tell who the keys belong to', async () => {
    const { credentials } = await practice()
    expect(await leadHttp().whoAmI(credentials, { onWire: () => undefined })).toEqual({
      kind: 'value',
      value: {
        user: 'Practice User',
        email: 'practice.user@leadsheet.example',
        role: 'Administrator',
        organisation: 'Practice Training Company',
      },
    })
  })

  it('tell the fields, whatever their numbers and booleans came as', async () => {
    const { credentials } = await practice()
    const answer = await leadHttp().attributes(credentials, { onWire: () => undefined })
    if (answer.kind !== 'value') throw new Error(answer.kind)
    const field = (name: string): unknown => answer.value.find((attribute) => attribute.schemaName === name)
    expect(answer.value.length).toBeGreaterThan(35)
    expect(field('FirstName')).toMatchObject({
      mandatory: true,
      maxLength: 100,
      dataType: 'Text',
      readOnly: false,
    })
    expect(field('ProspectAutoId')).toMatchObject({ readOnly: true, maxLength: null, dataType: 'Number' })
    expect(field('ProspectStage')).toMatchObject({
      dataType: 'Select',
      options: expect.arrayContaining(['Customer']) as string[],
    })
  })

  it('tell which fields take several options at once, and not by AllowMultiple, which drop-downs have too', async () => {
    const fields = [
      {
        SchemaName: 'mx_A',
        DataType: 'Select',
        RenderTypeTextValue: 'MultiSelect',
        Options: [{ Value: 'x' }],
      },
      { SchemaName: 'mx_B', DataType: 'MultiSelect', Options: [{ Value: 'x' }] },
      { SchemaName: 'mx_C', DataType: 'Select', RenderTypeTextValue: 'Dropdown', AllowMultiple: true },
      { SchemaName: 'mx_D', DataType: 'Text', RenderTypeTextValue: 'MultilineText' },
    ]
    const credentials = await answering((_request, response) => response.end(JSON.stringify(fields)))
    const answer = await leadHttp().attributes(credentials, { onWire: () => undefined })
    if (answer.kind !== 'value') throw new Error(answer.kind)
    expect(answer.value.map(({ dataType, several }) => [dataType, several])).toEqual([
      ['Select', ';'],
      ['Select', ';'],
      ['Select', undefined],
      ['Text', undefined],
    ])
  })

  it('fail in the ways a bulk call does', async () => {
    const { credentials } = await practice({
      faults: {
        next: [
          { kind: 'status', status: 401 },
          { kind: 'throttled', shape: '200' },
          { kind: 'not-json', processed: true },
        ],
      },
    })
    const api = leadHttp()
    const kinds: string[] = []
    for (let call = 0; call < 3; call++)
      kinds.push((await api.whoAmI(credentials, { onWire: () => undefined })).kind)
    expect(kinds).toEqual(['account-refused', 'throttled', 'unclear'])
  })

  it('are given up where the server begins an answer and does not end it', async () => {
    const credentials = await answering((_request, response) => response.write('{'))
    const answer = await leadHttp({ answerTimeoutMs: 50 }).whoAmI(credentials, { onWire: () => undefined })
    expect(answer).toMatchObject({
      kind: 'unclear',
      details: expect.stringContaining('did not answer in time') as string,
    })
  })

  it('are unclear where something else is answered', async () => {
    const credentials = await answering((_request, response) => response.end('{"Nothing":1}'))
    const api = leadHttp()
    expect((await api.whoAmI(credentials, { onWire: () => undefined })).kind).toBe('unclear')
    expect((await api.attributes(credentials, { onWire: () => undefined })).kind).toBe('unclear')
  })
})
