// Everyday words that every town uses for the matters and people of such documents, so that a new pack need not list
// them. It says which official word is meant; whether a document has anything on it, only the pack knows.

/** Matters: the official words, any of which a pack may use, then what people say instead. */
const MATTERS: readonly (readonly [official: readonly string[], everyday: readonly string[]])[] = [
  [['烟花爆竹'], ['鞭炮', '炮仗', '炮竹', '爆竹', '烟花', '礼花', '放炮', '花炮']],
  [
    ['燃气', '城镇燃气'],
    ['煤气', '液化气', '天然气', '煤气罐', '煤气瓶', '气罐', '瓶装气', '罐装气', '燃气灶', '煤气灶'],
  ],
  [
    ['消防', '消防安全'],
    ['灭火器', '消防栓', '消火栓', '消防通道', '防火门', '烟感', '喷淋', '逃生通道', '疏散通道'],
  ],
  [['特种设备'], ['电梯', '扶梯', '锅炉', '叉车', '行车', '吊车', '起重机', '压力容器', '游乐设施']],
  [['危险化学品'], ['危化品', '危化', '危险品', '化学品', '剧毒品', '硫酸', '盐酸', '加油站', '油站', '油库']],
  [
    ['民爆', '民用爆炸物品'],
    ['炸药', '雷管', '导爆索', '爆破'],
  ],
  [
    ['农机', '农业机械'],
    ['拖拉机', '收割机', '插秧机', '旋耕机', '耕田机'],
  ],
  [['道路交通'], ['马路', '公路', '货车', '大货车', '超载', '酒驾', '电动三轮', '摩托车']],
  [['交通运输'], ['客车', '班车', '大巴', '公交车', '货运', '客运']],
  [
    ['建筑施工', '房屋市政工程建设工程'],
    ['盖楼', '脚手架', '塔吊', '基坑', '工棚', '包工头'],
  ],
  [['自建房'], ['自己盖的房', '自己起的楼', '自家盖的楼']],
  [
    ['电力', '电力设施'],
    ['高压线', '变压器', '电线杆', '变电站', '配电房'],
  ],
  [['垃圾处理'], ['垃圾场', '垃圾站', '垃圾填埋', '垃圾桶']],
  [['污水处理'], ['污水厂', '脏水', '下水道', '废水']],
  [
    ['危废处置', '危险废物'],
    ['废机油', '废电池', '医疗垃圾'],
  ],
  [
    ['商贸流通', '工矿商贸'],
    ['商场', '超市', '农贸市场'],
  ],
  [['养老机构'], ['养老院', '敬老院', '老人院', '福利院']],
  [
    ['医疗卫生机构', '医疗机构'],
    ['医院', '卫生院', '卫生室', '诊所', '卫生所'],
  ],
  [
    ['学校', '校园安全', '教育'],
    ['中学', '小学', '校园'],
  ],
  [
    ['宗教活动场所', '镇属宗教活动场所'],
    ['寺庙', '庙', '教堂', '道观', '香火', '和尚'],
  ],
  [
    ['旅游', '文化旅游', '文体旅游'],
    ['景区', '景点', '农家乐', '民宿', '漂流'],
  ],
  [
    ['再生资源回收行业', '再生资源回收'],
    ['收破烂', '废品站', '收废品', '废品收购'],
  ],
  [['集贸市场'], ['街市', '菜市场', '菜场', '赶集']],
  [
    ['食品', '食品安全'],
    ['饭馆', '餐馆', '食堂', '后厨', '吃坏肚子'],
  ],
  [
    ['冶金工贸', '冶金'],
    ['炼铁厂', '钢厂', '钢水', '炼钢'],
  ],
  [['电动自行车'], ['电瓶车', '电单车', '电驴', '小电驴']],
]

/** The everyday words of an official word; none for what no table has. */
export function everydayWordsOf(official: string): readonly string[] {
  return MATTERS.flatMap(([words, everyday]) => (words.includes(official) ? everyday : []))
}

/** Every word of the table: a matter that a document may well not have. */
export const EVERYDAY: readonly string[] = MATTERS.flatMap(([words, everyday]) => [...words, ...everyday])

/** What people call things that the documents call otherwise, whatever the matter. */
const OFFICIAL: readonly (readonly [RegExp, string])[] = [
  [/(?:厂里|公司|企业)?(?:的)?(?:老板|老总|厂长|一把手|当家的)/g, '企业主要负责人'],
  [/大毛病|大隐患|大问题|毛病/g, '重大事故隐患'],
  [/(?:自己|自家)(?:查|发现)(?:出来?|到)?了?(?:的)?/g, '自查'],
  [/罚[点]?钱|挨罚|吃罚单/g, '处罚'],
  [/有没有奖|会不会有奖|给不给奖|奖不奖/g, '奖励'],
  [/查一?[回次趟遍]|走一圈|转一圈|看一圈/g, '检查一次'],
  [/听一?[回次]?汇报/g, '听取汇报'],
  [/开大会|开会/g, '召开会议'],
  [/头儿|头头|当头/g, '组长'],
  [
    /(?:搞|干|弄|整|做)?到?(?:什么时候|啥时候|几时|哪天|几月)(?:才|能|会)*(?:完|收尾|收工|到头|结束|为止)/g,
    '什么时候结束',
  ],
  [/(?:这个|这次|这回|本次)行动/g, '专项行动'],
  [/国企/g, '国有企业'],
  [/逃生门|后门|太平门/g, '安全出口'],
  [/锁死|锁上|锁了|堵死|堵住/g, '封闭'],
  [/(?:压|瞒)着不(?:吭声|说|报)|瞒着/g, '瞒报'],
  [/放大假|长假|过节/g, '节假日'],
  [/上岗证|操作证/g, '特种作业证'],
  [/烧焊/g, '电焊'],
]

/** A text with everyday words put into those of the documents; undefined where there are none. */
export function inOfficialWords(text: string): string | undefined {
  const said = OFFICIAL.reduce((rest, [everyday, official]) => rest.replace(everyday, official), text)
  return said === text ? undefined : said
}
