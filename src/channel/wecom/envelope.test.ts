import { describe, expect, it } from 'vitest'
import { parseEnvelope, renderEnvelope } from './envelope.ts'

const WHOLE = { format: 'xml', encrypted: 'ab+/cd==', corpId: 'wx1', agentId: '218' }

describe('an envelope', () => {
  it.each([
    '<xml><ToUserName><![CDATA[wx1]]></ToUserName><AgentID><![CDATA[218]]></AgentID><Encrypt><![CDATA[ab+/cd==]]></Encrypt></xml>',
    '<xml> \n<Encrypt>ab+/cd==</Encrypt>\n<AgentID>218</AgentID>\n<ToUserName>wx1</ToUserName>\n</xml>\n',
    '\uFEFF<?xml version="1.0" encoding="UTF-8"?>\n<xml><ToUserName>wx1</ToUserName><AgentID> 218 </AgentID><Encrypt>\n  <![CDATA[ab+/cd==]]>\n</Encrypt><More/></xml>',
  ])('in XML is read: %s', (body) => {
    expect(parseEnvelope(body)).toEqual(WHOLE)
  })

  it.each([218, '218'])('in JSON is read, with the agent id as %j', (agentid) => {
    const body = `\n ${JSON.stringify({ tousername: 'wx1', encrypt: 'ab+/cd==', agentid })}`
    expect(parseEnvelope(body)).toEqual({ ...WHOLE, format: 'json' })
  })

  it('needs nothing but the ciphertext', () => {
    const bare = { encrypted: 'AAAA', corpId: undefined, agentId: undefined }
    expect(parseEnvelope('<xml><Encrypt>AAAA</Encrypt></xml>')).toEqual({ format: 'xml', ...bare })
    expect(parseEnvelope('{"encrypt":"AAAA"}')).toEqual({ format: 'json', ...bare })
  })

  it('may leave corp and app empty', () => {
    const body = '<xml><ToUserName/><AgentID></AgentID><Encrypt>AAAA</Encrypt></xml>'
    expect(parseEnvelope(body)).toMatchObject({ corpId: '', agentId: '' })
  })

  it.each([
    '',
    'Encrypt=AAAA',
    '<xml></xml>',
    '<xml><Encrypt></Encrypt></xml>',
    '<xml><Encrypt/></xml>',
    '<xml><Encrypt>AAAA</Encrypt>',
    '<xml><Encrypt>AAAA</xml>',
    '<xml><Encrypt>AAAA</Encrypted></xml>',
    '<xml><Encrypt>AAAA</Encrypt></xml><xml></xml>',
    '<xml><Encrypt>AAAA</Encrypt><Encrypt>AAAA</Encrypt></xml>',
    '<xml><Encrypt>AAAA</Encrypt><AgentID>1</AgentID><AgentID>1</AgentID></xml>',
    '<xml><a><Encrypt>AAAA</Encrypt></a></xml>',
    '<xml><Encrypt a="1">AAAA</Encrypt></xml>',
    '<xml><!-- --><Encrypt>AAAA</Encrypt></xml>',
    '<xml><Encrypt>&e;</Encrypt></xml>',
    '<!DOCTYPE xml [<!ENTITY e "AAAA">]><xml><Encrypt>AAAA</Encrypt></xml>',
    '<!DOCTYPE xml SYSTEM "file:///etc/passwd"><xml><Encrypt>AAAA</Encrypt></xml>',
    '<xml><Encrypt><![CDATA[AA]]]]><![CDATA[>AA]]></Encrypt></xml>',
    '{}',
    '{"encrypt":""}',
    '{"encrypt":null}',
    '{"encrypt":["AAAA"]}',
    '{"encrypt":"AAAA"',
    '["AAAA"]',
  ])('is not %j', (body) => {
    expect(parseEnvelope(body)).toBeUndefined()
  })
})

describe('an answer', () => {
  const sealed = { encrypted: 'ab+/==', signature: 'f00d', timestamp: '1687741200', nonce: '7' }

  it('in XML has the four elements of the protocol', () => {
    expect(renderEnvelope('xml', sealed)).toBe(
      '<xml><Encrypt><![CDATA[ab+/==]]></Encrypt><MsgSignature><![CDATA[f00d]]></MsgSignature><TimeStamp>1687741200</TimeStamp><Nonce><![CDATA[7]]></Nonce></xml>',
    )
  })

  it('in JSON has the four keys of the protocol', () => {
    expect(JSON.parse(renderEnvelope('json', sealed))).toEqual({
      encrypt: 'ab+/==',
      msgsignature: 'f00d',
      timestamp: '1687741200',
      nonce: '7',
    })
  })
})
