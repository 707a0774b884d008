import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDocument, readElement } from './elements.ts'

const read = (text: string, name: string) => {
  const document = parseDocument(text)
  return document && readElement(document, name)
}
const content = (inner: string) => read(`<xml><Content>${inner}</Content></xml>`, 'Content')

describe('a text element', () => {
  it.each([
    ['<![CDATA[  3次，5.6万元 ]]>', '  3次，5.6万元 '],
    ['<![CDATA[a &amp; <b> &lt;]]>', 'a &amp; <b> &lt;'],
    ['<![CDATA[a]]]]><![CDATA[>b]]>', 'a]]>b'],
    ['<![CDATA[👨‍👩‍👧 好]]>', '👨‍👩‍👧 好'],
    ['a &lt;&amp;&gt; &quot;b&quot; &apos;c&apos;', 'a <&> "b" \'c\''],
    ['&amp;lt;', '&lt;'],
    ['&#20320;&#x597D;', '你好'],
    [' 5 <![CDATA[&]]> 6 ', ' 5 & 6 '],
    ['007', '007'],
    ['1e3', '1e3'],
    ['4561255354251345929', '4561255354251345929'],
    ['第一行\r\n第二行', '第一行\n第二行'],
    ['', ''],
  ])('%s reads as %j', (inner, expected) => {
    expect(content(inner)).toBe(expected)
  })

  it('in CDATA is read exactly as it was typed, whatever it is', () => {
    // Line ends are one character in XML, by its own rule.
    const typed = fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\r', '\n'))
    fc.assert(
      fc.property(typed, (text) => {
        expect(content(`<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`)).toBe(text)
      }),
    )
  })

  it('escaped instead of in CDATA is read exactly, too', () => {
    const typed = fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\r', '\n'))
    fc.assert(
      fc.property(typed, (text) => {
        const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
        expect(content(escaped)).toBe(text)
      }),
    )
  })

  it('that is doubled, nested or missing is not read', () => {
    expect(read('<xml><Content>1</Content><Content>2</Content></xml>', 'Content')).toBeUndefined()
    expect(read('<xml><Content>1</Content><Content></Content></xml>', 'Content')).toBeUndefined()
    expect(content('<b>1</b>')).toBeUndefined()
    expect(read('<xml><Content>1</Content></xml>', 'MsgId')).toBeUndefined()
  })

  it('is never taken from the prototype', () => {
    for (const name of ['constructor', 'toString', '__proto__']) {
      expect(read('<xml><Content>1</Content></xml>', name)).toBeUndefined()
      expect(read('{"a":1}', name)).toBeUndefined()
    }
  })
})

describe('a document', () => {
  it.each([
    '\uFEFF<xml><A>1</A></xml>',
    '\n <?xml version="1.0" encoding="UTF-8"?>\n<xml><A>1</A></xml>\n',
    '<xml attribute="x"><!-- a comment --><A>1</A></xml>',
    ' {"A":"1"}',
    '\n{"A":1}',
  ])('is read: %j', (text) => {
    expect(read(text, 'A')).toBe('1')
  })

  it.each([
    '',
    'A=1',
    '<xml><A>1</A>',
    '<xml><A>1</xml',
    '<xml></xml>',
    '<xml>only text</xml>',
    '<html><A>1</A></html>',
    '<xml><A>1</A></xml><xml><A>2</A></xml>',
    'before<xml><A>1</A></xml>',
    '<a/>between<xml><A>1</A></xml>',
    '<xml><A>&#x110000;</A></xml>',
    '<xml><__proto__><A>1</A></__proto__></xml>',
    `${'<a>'.repeat(500)}</xml>`,
    '[{"A":1}]',
    '{"A":1',
    'null',
  ])('is refused: %j', (text) => {
    expect(parseDocument(text)).toBeUndefined()
  })

  it.each([
    '<!DOCTYPE xml [<!ENTITY a "expanded">]><xml><A>&a;</A></xml>',
    '<!doctype xml SYSTEM "file:///etc/passwd"><xml><A>1</A></xml>',
    '<xml><!ENTITY a "expanded"><A>&a;</A></xml>',
    '<!-- <![CDATA[ --><!DOCTYPE xml [<!ENTITY a "expanded">]><!-- ]]> --><xml><A>&a;</A></xml>',
    '<?x <![CDATA[ ?><!DOCTYPE xml [<!ENTITY a "expanded">]><?x ]]> ?><xml><A>&a;</A></xml>',
  ])('that defines anything is refused: %s', (text) => {
    expect(parseDocument(text)).toBeUndefined()
  })

  it('expands no entity even where a DOCTYPE is hidden from the check', () => {
    const hidden = '<xml x="<![CDATA["><!DOCTYPE xml [<!ENTITY a "expanded">]><A>&a;</A><B x="]]>">1</B></xml>'
    expect(read(hidden, 'A') ?? '').not.toContain('expanded')
  })

  it('may hold a DOCTYPE that someone typed', () => {
    expect(content('<![CDATA[<!DOCTYPE html> 是什么？]]>')).toBe('<!DOCTYPE html> 是什么？')
  })
})

describe('a JSON document', () => {
  it('keeps all digits of a bare MsgId', () => {
    expect(read('{"MsgId":4561255354251345929}', 'MsgId')).toBe('4561255354251345929')
  })

  it('keeps a text that looks like a MsgId', () => {
    const text = '"MsgId": 12'
    expect(read(JSON.stringify({ Content: text }), 'Content')).toBe(text)
  })

  it.each(['1.5', 'true', 'null', '[1]', '{"a":1}', '12345678901234567890'])('reads no element from %s', (value) => {
    expect(read(`{"A":${value}}`, 'A')).toBeUndefined()
  })
})
