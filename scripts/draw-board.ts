// Draws the board that the README shows, docs/pictures/board.png: the sample town of the tests, with invented figures.

import fs from 'node:fs/promises'
import { readPack } from '../src/files/pack-folder.ts'
import { createPictures } from '../src/files/picture.ts'
import { boardOf } from '../src/summary/charts.ts'
import { townOf } from '../test/support/sample-town.ts'

const FLOWS = new URL('../flows/', import.meta.url).pathname
const PICTURE = new URL('../docs/pictures/board.png', import.meta.url)

const DEEDS = {
  样例一村: '✓✓✓✓✓✓',
  样例二村: '✓迟✓✓✓✓',
  样例三村: '✓✓✓✓✓半',
  样例四村: '✓✓✓迟✓✓',
  样例五村: '迟缺迟✓✓缺',
  样例六村: '✓✓✓✓✓✓',
  样例七村: '✓✓免✓✓✓',
  样例八村: '✓✓✓✓✓退',
  样例九村: '✓✓✓✓迟✓',
  样例十村: '✓✓✓✓✓✓',
  样例社区: '迟✓✓✓✓✓',
  南塘社区: '✓✓✓✓✓满',
}

const pack = await readPack(FLOWS, 'longmen-2023', fs)
if (!pack.ok) throw new Error('flows/longmen-2023 is not a good pack')
const board = boardOf(townOf(pack.pack, DEEDS), Date.parse('2023-10-25T16:02:00+08:00'))
if (!board) throw new Error('the campaign has no monthly report')
const pictures = createPictures({ fontFile: process.env.FONT_FILE, log: console })
await fs.writeFile(PICTURE, await pictures.draw(board))
await pictures.close()
