// The parts of the names of files that are handed out: 龙门镇, 调度表, 2023-06, 汇总.

export type FileMatter =
  | { readonly what: 'table'; readonly unit: string | undefined }
  | { readonly what: 'book' | 'list' }
  | { readonly what: 'bulletin'; readonly every: 'week' | 'month' | 'half-year'; readonly day: string }

/** `form` is what the form is called: 调度表. */
export function fileNameParts(place: string, form: string, period: string, matter: FileMatter): readonly string[] {
  switch (matter.what) {
    case 'table':
      return [place, form, period, matter.unit ?? '汇总']
    case 'book':
      return [place, form, period, '全部']
    case 'list':
      return [place, form, period, '明细']
    case 'bulletin': {
      const name = { week: '周调度', month: '通报', 'half-year': '半年通报' }[matter.every]
      return [place, name, matter.every === 'week' ? matter.day : period]
    }
  }
}
