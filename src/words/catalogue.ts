// Every text the bot says, in English and in Traditional Chinese side by side. Simplified is made from Traditional
// (see words.ts), so that there is one Chinese text to keep. {{names}} are filled in.

export const CATALOGUE = {
  // What was found
  'reply.twins': { en: 'The report gives this for two periods:', zh: '報告對此給出了兩個期間的數字：' },
  'reply.several': { en: 'Several figures fit your question:', zh: '有幾個數字都符合你的問題：' },
  'reply.unsure': {
    en: 'I am not sure which figure you mean. Is it one of these?',
    zh: '我不確定你指的是哪個數字，是下面其中之一嗎？',
  },
  'reply.list': {
    en: 'These are the figures the report gives on this ({{count}}):',
    zh: '報告在這方面給出的數字（{{count}} 個）：',
  },
  'reply.each': { en: 'One by one:', zh: '分別是：' },
  'reply.value': { en: '{{number}} in the report is:', zh: '報告裡的 {{number}} 是：' },
  'reply.values': {
    en: '{{number}} stands for several things in the report:',
    zh: '報告裡的 {{number}} 不只指一件事：',
  },
  'reply.where': {
    en: 'This figure stands in the section: {{section}}',
    zh: '這個數字出自：{{section}}',
  },
  'reply.section': {
    en: 'The report gives {{count}} figures in this section: {{section}}',
    zh: '報告在這一部分給出 {{count}} 個數字：{{section}}',
  },
  'reply.section-empty': {
    en: 'The report gives no figures in this section: {{section}}',
    zh: '報告在這一部分沒有給出數字：{{section}}',
  },
  'reply.counts-other': {
    en: 'You asked for {{asked}}. The report counts something else here:',
    zh: '你問的是{{asked}}，但報告在這裡統計的是別的：',
  },

  // Yes or no
  'bound.yes': { en: 'Yes. The report says {{figure}}.', zh: '是的。報告寫的是{{figure}}。' },
  'bound.no': { en: 'No. The report says {{figure}}.', zh: '沒有。報告寫的是{{figure}}。' },
  'bound.no-nearly': {
    en: 'No, just under: the report says {{figure}}.',
    zh: '沒有，略低於此：報告寫的是{{figure}}。',
  },
  'bound.undecided': {
    en: 'The report does not decide that: it only says {{figure}}.',
    zh: '報告不足以判斷：它只寫了{{figure}}。',
  },

  // What is missing
  'missing.nothing': {
    en: 'The report does not say anything on this that I can find. Ask about a figure in it, for example: “{{example}}”',
    zh: '報告沒有提到這一點，或者我沒有找到。可以這樣問報告裡的數字：「{{example}}」',
  },
  'missing.blank': {
    en: 'Ask me about a figure in the report, for example: “{{example}}”',
    zh: '請問我報告裡的數字，例如：「{{example}}」',
  },
  'missing.gap': { en: 'The report gives no figure on {{what}}.', zh: '報告沒有給出{{what}}的數字。' },
  'missing.other-year': {
    en: 'The report is about {{own}} and gives no figure for {{year}}.',
    zh: '報告寫的是{{own}}年，沒有{{year}}年的數字。',
  },
  'missing.only-cumulative': {
    en: 'The report gives this only as a running total, not for the single year.',
    zh: '報告只給出累計數，沒有當年的數字。',
  },
  'missing.not-about': {
    en: 'The report does not give this figure for “{{what}}”.',
    zh: '報告沒有給出「{{what}}」的這個數字。',
  },
  'missing.breakdown': {
    en: 'The report gives {{figure}} as a whole and does not say this about it.',
    zh: '報告只給出{{figure}}這個整體數字，沒有說明你問的這一點。',
  },
  'missing.no-such-number': {
    en: 'The report has no figure {{number}}.',
    zh: '報告裡沒有 {{number}} 這個數字。',
  },
  'missing.no-average': {
    en: 'The report gives no average here, and not the two figures from which I could calculate one.',
    zh: '報告沒有給出這個平均數，也沒有足以算出它的兩個數字。',
  },
  'missing.nearest': { en: 'The nearest it gives:', zh: '最接近的數字是：' },

  // Calculations
  'calculated.note': {
    en: 'calculated, not in the report: {{formula}}',
    zh: '由機器人計算，並非報告原文：{{formula}}',
  },
  'calculated.different-kinds': {
    en: 'Mind that these count different things.',
    zh: '請注意：相加的並不是同一種東西。',
  },
  'calculated.inexact': {
    en: 'Approximate, because {{figures}} is not an exact number.',
    zh: '這是約數，因為{{figures}}不是精確的數字。',
  },
  'calculated.points': { en: '{{value}} percentage points', zh: '{{value}}個百分點' },
  'calculated.times': { en: '{{value}} times', zh: '{{value}}倍' },
  'calculated.per': { en: '{{value}} per {{unit}}', zh: '平均每{{unit}}{{value}}' },
  'refused.units': {
    en: '{{figures}} cannot be computed with each other: they count different things ({{units}}).',
    zh: '{{figures}}不能放在一起計算：它們統計的是不同的東西（{{units}}）。',
  },
  'refused.no-value': {
    en: 'There is no number to compute with in {{figures}}.',
    zh: '{{figures}}沒有可以計算的數值。',
  },

  // Parts of a fact
  'period.year': { en: 'in {{year}}', zh: '{{year}}年' },
  'period.end-of-year': { en: 'at the end of {{year}}', zh: '截至{{year}}年底' },
  'period.cumulative': { en: 'cumulative', zh: '累計' },
  'period.at-publication': { en: 'as of the report (“目前”)', zh: '報告發表時（「目前」）' },
  'period.not-stated': { en: 'not stated in the report', zh: '報告未註明' },
  'fact.period': { en: 'Period: {{period}}', zh: '期間：{{period}}' },
  'fact.source': { en: 'Source: {{section}}', zh: '出處：{{section}}' },
  'fact.footer': {
    en: '{{id}} · revision {{revision}} · {{report}}',
    zh: '{{id}} · 第 {{revision}} 版 · {{report}}',
  },
  'fact.named': { en: '{{figure}} — {{label}}', zh: '{{figure}} — {{label}}' },

  // Qualifiers before or after digits
  'qualifier.about': { en: 'about {{number}}', zh: '約 {{number}}' },
  'qualifier.nearly': { en: 'nearly {{number}}', zh: '近 {{number}}' },
  'qualifier.over': { en: 'over {{number}}', zh: '超過 {{number}}' },
  'qualifier.at-least': { en: 'at least {{number}}', zh: '至少 {{number}}' },
  'qualifier.under': { en: 'under {{number}}', zh: '不到 {{number}}' },
  'qualifier.at-most': { en: 'at most {{number}}', zh: '至多 {{number}}' },
  'qualifier.exact': { en: '{{number}}', zh: '{{number}}' },

  // What was asked for
  'asked.money': { en: 'money', zh: '金額' },
  'asked.people': { en: 'people', zh: '人數' },
  'asked.households': { en: 'households', zh: '戶數' },
  'asked.share': { en: 'a share', zh: '比例' },
  'asked.count': { en: 'a count', zh: '數量' },
  'asked.rank': { en: 'a rank', zh: '等級' },
  'asked.time': { en: 'a time', zh: '時間' },

  // The console
  'console.ready': {
    en: 'Ask about {{report}}: {{count}} facts. “help” shows examples, Ctrl-D ends.',
    zh: '可以問關於{{report}}的問題：共 {{count}} 條事實。輸入 help 看例子，Ctrl-D 結束。',
  },
  'console.no-token': {
    en: 'No DISCORD_TOKEN is set, so this is the local console.',
    zh: '沒有設定 DISCORD_TOKEN，因此打開本機主控台。',
  },
  'console.help': {
    en: 'Ask in your own words, in Chinese (either script), English or pinyin:',
    zh: '用自己的話問即可，簡體、繁體、英文、拼音都可以：',
  },
} as const;

export type WordKey = keyof typeof CATALOGUE;
