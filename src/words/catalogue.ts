// Every text the bot says, in English and in Traditional Chinese side by side. Simplified is made from Traditional
// (see words.ts), so that there is one Chinese text to keep. {{names}} are filled in.

import { MODERATION } from './moderation.ts';
import { PROBLEMS } from './problems.ts';

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
  'reply.same': {
    en: 'I do not understand what else you would like to know. This is what the report gives:',
    zh: '我不明白你還想知道什麼。報告給出的是：',
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
  'reply.where-said': { en: 'The report speaks of it in: {{section}}', zh: '報告寫在：{{section}}' },
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
  'missing.not-said': {
    en: 'The report does not seem to say this.',
    zh: '報告似乎沒有說到這一點。',
  },
  'missing.blank': {
    en: 'Ask me about a figure in the report, for example: “{{example}}”',
    zh: '請問我報告裡的數字，例如：「{{example}}」',
  },
  'missing.bot': {
    en: 'I am a bot that looks up figures in the report and does nothing else. Ask, for example: “{{example}}”',
    zh: '我是查詢報告數字的機器人，只做這件事。可以這樣問：「{{example}}」',
  },
  'missing.gap': {
    en: 'The report gives no figure on “{{word}}” ({{what}}).',
    zh: '報告沒有給出「{{word}}」的數字（{{what}}）。',
  },
  'missing.other-year': {
    en: 'The report is about {{own}} and gives no figure for {{year}}.',
    zh: '報告寫的是{{own}}年，沒有{{year}}年的數字。',
  },
  'missing.only-year': {
    en: 'The report gives this for {{year}} alone, not as a running total.',
    zh: '報告只給出{{year}}年的數字，沒有累計數。',
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
  'missing.together': {
    en: 'The report counts “{{what}}” only together with others, not by themselves.',
    zh: '報告把「{{what}}」和別的合在一起統計，沒有單獨的數字。',
  },
  'missing.no-such-number': {
    en: 'The report has no figure {{number}}.',
    zh: '報告裡沒有 {{number}} 這個數字。',
  },
  'missing.no-average': {
    en: 'The report gives no average here, and not the two figures from which I could calculate one.',
    zh: '報告沒有給出這個平均數，也沒有足以算出它的兩個數字。',
  },
  'missing.no-spread': {
    en: 'The report does not say over how long this came about, so I cannot divide it by days or months.',
    zh: '報告沒有說明這個數字用了多長時間，因此無法按天或按月計算。',
  },
  'missing.no-before': {
    en: 'The report gives no total and single year here from which I could calculate what came before.',
    zh: '報告在這方面沒有同時給出累計數和當年數，因此算不出之前的數字。',
  },
  'missing.nearest': { en: 'The nearest it gives:', zh: '最接近的數字是：' },

  // Calculations
  'calculated.note': {
    en: 'calculated, not in the report: {{formula}}',
    zh: '由機器人計算，並非報告原文：{{formula}}',
  },
  'calculated.different-kinds': {
    en: 'Mind that these count different things.',
    zh: '請注意：這些數字統計的並不是同一種東西。',
  },
  'calculated.different-periods': {
    en: 'Mind that one figure is for a single year and the other a running total.',
    zh: '請注意：一個是單一年度的數字，另一個是累計數。',
  },
  'calculated.inexact': {
    en: 'Not exact: the report says {{figures}}.',
    zh: '這不是精確的結果：報告寫的{{figures}}不是精確的數字。',
  },
  'calculated.points': { en: '{{value}} percentage points', zh: '{{value}}個百分點' },
  'calculated.times': { en: '{{value}} times', zh: '{{value}}倍' },
  'calculated.per': { en: '{{value}} per {{unit}}', zh: '平均每{{unit}}{{value}}' },
  'calculated.per-day': { en: '{{value}} per day', zh: '平均每天{{value}}' },
  'calculated.per-month': { en: '{{value}} per month', zh: '平均每月{{value}}' },
  'refused.units': {
    en: '{{figures}} cannot be computed with each other: they count different things ({{units}}).',
    zh: '{{figures}}不能放在一起計算：它們統計的是不同的東西（{{units}}）。',
  },
  'refused.shares': {
    en: '{{figures}} are shares of different wholes and do not add up.',
    zh: '{{figures}}是不同整體的比例，不能相加。',
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
    en: 'Ask about {{report}}: {{count}} facts. /help shows examples, Tab completes commands, Ctrl-D ends.',
    zh: '可以問關於{{report}}的問題：共 {{count}} 條事實。輸入 /help 看例子，Tab 補全指令，Ctrl-D 結束。',
  },
  'console.no-token': {
    en: 'No DISCORD_TOKEN is set, so this is the local console.',
    zh: '沒有設定 DISCORD_TOKEN，因此打開本機主控台。',
  },

  // Around an answer
  'tone.found': { en: 'Found in the report', zh: '報告裡有' },
  'tone.calculated': { en: 'Calculated from the report’s figures', zh: '由報告的數字算出' },
  'tone.unsure': { en: 'Which one do you mean?', zh: '你指的是哪一個？' },
  'tone.not-found': { en: 'Not in the report', zh: '報告裡沒有' },
  'tone.noted': { en: 'Noted', zh: '已記下' },
  'tone.same': { en: 'What I know about it', zh: '我所知道的' },
  'tone.list': { en: 'Figures in the report', zh: '報告裡的數字' },
  'tone.section': { en: 'A part of the report', zh: '報告的一部分' },
  'field.period': { en: 'Period', zh: '期間' },
  'field.source': { en: 'Section', zh: '出處' },
  'list.line': { en: '{{label}}, {{period}}', zh: '{{label}}，{{period}}' },
  'list.more': { en: '… and {{count}} more.', zh: '……另有 {{count}} 個。' },
  'list.page': { en: 'Page {{page}} of {{pages}}', zh: '第 {{page}} 頁，共 {{pages}} 頁' },
  'list.footer': {
    en: '{{report}} · fact base revision {{revision}}',
    zh: '{{report}} · 事實庫第 {{revision}} 版',
  },
  'button.source': { en: 'The paragraph', zh: '整段原文' },
  'button.source-of': { en: 'The paragraph: {{figure}}', zh: '整段原文：{{figure}}' },
  'button.twin': { en: '{{figure}}, {{period}}', zh: '{{figure}}，{{period}}' },
  'button.related': { en: 'Related figures', zh: '相關數字' },
  'button.other': { en: 'Not what I meant', zh: '不是這個' },
  'button.previous': { en: 'Previous page', zh: '上一頁' },
  'button.next': { en: 'Next page', zh: '下一頁' },
  'menu.pick': { en: 'Choose the figure you mean', zh: '選擇你指的數字' },
  'menu.open': { en: 'Open a figure', zh: '打開一個數字' },
  'menu.section': { en: 'Choose a part of the report', zh: '選擇報告的一部分' },
  'related.lead': { en: 'Figures near this one in the report:', zh: '報告中與此相關的數字：' },
  'related.none': { en: 'The report gives no other figure on this.', zh: '報告在這方面沒有其他數字。' },
  'other.lead': { en: 'Noted, thank you. Is it one of these?', zh: '已記下，謝謝。是下面其中之一嗎？' },
  'other.none': {
    en: 'Noted, thank you. I find nothing else in the report that fits.',
    zh: '已記下，謝謝。我在報告裡沒有找到其他符合的數字。',
  },
  'source.title': { en: 'The paragraph in the report', zh: '報告原文' },
  'section.unknown': {
    en: 'The report has no part called “{{typed}}”. Choose one of its parts:',
    zh: '報告沒有叫「{{typed}}」的部分。請從下面選擇：',
  },
  'section.count': { en: '{{section}} ({{count}})', zh: '{{section}}（{{count}}）' },
  'figure.no-number': {
    en: 'I see no number in “{{typed}}”. Type one such as 16億, 6,400 or 15 million.',
    zh: '「{{typed}}」裡沒有數字。請輸入例如 16億、6,400 或 15 million。',
  },
  'compare.title': { en: 'Side by side', zh: '並列比較' },
  'compare.which': {
    en: '“{{typed}}” could be several figures. Choose the one to compare:',
    zh: '「{{typed}}」可以指幾個數字。請選擇要比較的那一個：',
  },
  'compare.unknown': {
    en: '“{{typed}}” is no figure of the report, so there is nothing to compare. Pick both from the suggestions while you type.',
    zh: '報告裡沒有「{{typed}}」這個數字，因此無法比較。請在輸入時從建議裡選取兩個數字。',
  },
  'compare.difference': { en: 'Difference', zh: '相差' },
  'compare.ratio': { en: 'Ratio', zh: '倍數' },
  'compare.share': { en: 'Share', zh: '佔比' },
  'compare.result': { en: '{{name}}: {{result}}', zh: '{{name}}：{{result}}' },
  'compare.same': { en: 'These are one and the same figure.', zh: '這是同一個數字。' },
  'compare.periods': {
    en: '{{figures}} cannot be compared: one covers a single year, the other is a running total of something else.',
    zh: '{{figures}}不能比較：一個是單一年度的數字，另一個是別的項目的累計數。',
  },
  'compare.no-share': {
    en: 'No share is given, because the report does not say that one is part of the other.',
    zh: '沒有給出佔比，因為報告沒有說其中一個是另一個的一部分。',
  },
  'about.title': { en: 'About this bot', zh: '關於這個機器人' },
  'about.report': { en: 'Report: {{title}} ({{organisation}})', zh: '報告：{{title}}（{{organisation}}）' },
  'about.published': { en: 'Published: {{published}}', zh: '發表：{{published}}' },
  'about.facts': {
    en: '{{count}} figures in {{sections}} parts; fact base revision {{revision}}',
    zh: '{{sections}} 個部分共 {{count}} 個數字；事實庫第 {{revision}} 版',
  },
  'about.how': {
    en: 'I answer with the report’s own figures and nothing else. Mention me, write me a direct message, reply to one of my answers, or type /ask.',
    zh: '我只用報告自己的數字回答。可以提及我、私訊我、回覆我的回答，或輸入 /ask。',
  },
  'about.misses': {
    en: 'Of questions I cannot answer I keep the text, its language and the time, never who asked.',
    zh: '答不出的問題，我只保留問題文字、語言和時間，不記錄提問者。',
  },
  'help.title': { en: 'How to ask', zh: '怎樣提問' },
  'help.free': {
    en: 'Ask in your own words, in Chinese (either script), English or pinyin: mention me, write me a direct message, or reply to one of my answers (“and in total?”).',
    zh: '用自己的話問即可，簡體、繁體、英文、拼音都可以：提及我、私訊我，或回覆我的回答（「累計呢？」）。',
  },
  'help.examples': { en: 'Examples to try:', zh: '可以試試這些例子：' },
  'help.command': { en: '/{{name}} — {{description}}', zh: '/{{name}} — {{description}}' },
  'note.slow-member': {
    en: 'That is a lot of questions at once. Please ask again in a few seconds.',
    zh: '一下子問得有點多，請過幾秒再問。',
  },
  'note.slow-channel': {
    en: 'This channel asks faster than I may answer. Please ask again in a few seconds.',
    zh: '這個頻道問得太快，我答不過來，請過幾秒再問。',
  },
  'note.busy': {
    en: 'Too many questions are coming in at once. Please ask again in a few seconds.',
    zh: '同時收到的問題太多，請過幾秒再問。',
  },
  'note.gone-fact': {
    en: 'This figure is no longer in the fact base. Ask again to see what is.',
    zh: '這個數字已不在事實庫裡。請再問一次。',
  },
  'note.old-button': {
    en: 'I no longer understand this button. Please ask again.',
    zh: '這個按鈕已經失效，請再問一次。',
  },
  'note.unknown-command': {
    en: 'I do not know this command. Type /help to see what I can do.',
    zh: '我沒有這個指令。輸入 /help 看看可以做什麼。',
  },
  'note.no-text': {
    en: 'There is no text in this message that I could take as a question.',
    zh: '這則訊息沒有可以當作問題的文字。',
  },
  'note.error': {
    en: 'Something went wrong on my side, not on yours. Please try again; if it stays, tell the operators this reference: {{reference}}',
    zh: '我這邊出了問題，不是你的錯。請再試一次；如果仍然不行，請把這個編號告訴管理者：{{reference}}',
  },

  // Commands and their options: names and descriptions as Discord shows them
  'command.ask.name': { en: 'ask', zh: '提問' },
  'command.ask': {
    en: 'Ask about a figure in the report, in your own words',
    zh: '用自己的話問報告裡的數字',
  },
  'command.metric.name': { en: 'metric', zh: '指標' },
  'command.metric': { en: 'Show a figure by its name', zh: '按名稱查看一個數字' },
  'command.section.name': { en: 'section', zh: '章節' },
  'command.section': { en: 'List the figures of a part of the report', zh: '列出報告某一部分的數字' },
  'command.figure.name': { en: 'figure', zh: '數值' },
  'command.figure': { en: 'Find what a number stands for in the report', zh: '查一個數值在報告裡指什麼' },
  'command.compare.name': { en: 'compare', zh: '比較' },
  'command.compare': { en: 'Set two figures side by side', zh: '並列比較兩個數字' },
  'command.source.name': { en: 'source', zh: '原文' },
  'command.source': {
    en: 'Show the whole paragraph a figure stands in',
    zh: '查看一個數字所在的整段原文',
  },
  'command.about.name': { en: 'about', zh: '關於' },
  'command.about': {
    en: 'Which report this is and how to ask about it',
    zh: '這是哪一份報告，怎樣提問',
  },
  'command.help.name': { en: 'help', zh: '說明' },
  'command.help': { en: 'Examples of what you can ask', zh: '可以提問的例子' },
  'command.find-figures.name': { en: 'Find the figures', zh: '查找數字' },
  'option.question.name': { en: 'question', zh: '問題' },
  'option.question': { en: 'For example: 4G coverage of villages', zh: '例如：累計捐贈多少' },
  'option.name.name': { en: 'name', zh: '名稱' },
  'option.name': {
    en: 'Part of the name: Chinese, pinyin or English',
    zh: '名稱的一部分：中文、拼音或英文',
  },
  'option.part.name': { en: 'section', zh: '章節' },
  'option.part': { en: 'Only in this part of the report', zh: '只在報告的這一部分' },
  'option.value.name': { en: 'value', zh: '數值' },
  'option.value': { en: 'For example 16億, 6,400 or 15 million', zh: '例如 16億、6,400 或 15 million' },
  'option.first.name': { en: 'first', zh: '第一個' },
  'option.first': { en: 'The first figure', zh: '第一個數字' },
  'option.second.name': { en: 'second', zh: '第二個' },
  'option.second': { en: 'The second figure', zh: '第二個數字' },
  'option.metric.name': { en: 'metric', zh: '指標' },
  'option.metric': { en: 'The figure whose paragraph you want', zh: '要看哪個數字的原文' },
  'option.private.name': { en: 'private', zh: '私密' },
  'option.private': { en: 'Show the answer to me alone', zh: '只讓我看到回答' },

  // For the operator, on the terminal
  'operator.ready': {
    en: 'Ready as {{name}} in {{guilds}} servers: {{count}} facts, {{commands}} commands ({{registration}}), answers {{ways}}.',
    zh: '已就緒：{{name}}，{{guilds}} 個伺服器，{{count}} 條事實，{{commands}} 個指令（{{registration}}），回答{{ways}}。',
  },
  'operator.ways': { en: 'mentions, replies and direct messages', zh: '提及、回覆和私訊' },
  'operator.ways-channels': {
    en: 'mentions, replies, direct messages and {{count}} answer channels',
    zh: '提及、回覆、私訊和 {{count}} 個回答頻道',
  },
  'operator.registered': { en: 'newly registered', zh: '已重新註冊' },
  'operator.unchanged': { en: 'unchanged', zh: '沒有變化' },
  'operator.not-registered': { en: 'registration failed, see the log', zh: '註冊失敗，見日誌' },
  'operator.waiting': {
    en: 'This is start number {{count}} within an hour. Waiting {{seconds}} s before connecting, because Discord allows 1,000 connections a day and takes the token away after that.',
    zh: '這是一小時內的第 {{count}} 次啟動。等 {{seconds}} 秒再連線，因為 Discord 一天只容許 1,000 次連線，超過就會收回權杖。',
  },
  'operator.invite': { en: 'Invite it with {{link}}', zh: '邀請連結：{{link}}' },
  'operator.no-file': {
    en: '{{path}} was not found. FACTS_FILE and LEXICON_FILE say where the facts and the lexicon lie.',
    zh: '找不到 {{path}}。事實檔和詞庫的位置由 FACTS_FILE 和 LEXICON_FILE 設定。',
  },
  'operator.lexicon': {
    en: 'The lexicon (LEXICON_FILE) cannot be used:\n{{what}}',
    zh: '詞庫（LEXICON_FILE）無法使用：\n{{what}}',
  },
  'operator.register-needs-token': {
    en: 'DISCORD_TOKEN is not set; registering commands needs it.',
    zh: '沒有設定 DISCORD_TOKEN，無法註冊指令。',
  },
  'operator.register-done': {
    en: '{{count}} commands: {{registration}}.',
    zh: '{{count}} 個指令：{{registration}}。',
  },
  'operator.register-refused': {
    en: 'Discord does not take the commands: {{why}}. If DISCORD_GUILD_ID is set, check that the bot is in that server.',
    zh: 'Discord 沒有接受這些指令：{{why}}。如有設定 DISCORD_GUILD_ID，請確認機器人在該伺服器裡。',
  },
  'operator.unreachable': {
    en: 'Discord could not be reached: {{why}}',
    zh: '無法連上 Discord：{{why}}',
  },
  'operator.closed.4004': {
    en: 'Discord refuses the token. Check DISCORD_TOKEN.',
    zh: 'Discord 不接受這個權杖，請檢查 DISCORD_TOKEN。',
  },
  'operator.closed.4010': { en: 'Discord refuses the shard.', zh: 'Discord 不接受這個分片。' },
  'operator.closed.4011': {
    en: 'The bot is in too many servers for one connection and needs sharding.',
    zh: '機器人所在的伺服器太多，需要分片。',
  },
  'operator.closed.4012': {
    en: 'Discord no longer speaks this version of its gateway; update the project.',
    zh: 'Discord 已不支援這個版本的閘道，請更新專案。',
  },
  'operator.closed.4013': { en: 'Discord refuses the intents as invalid.', zh: 'Discord 認為意圖無效。' },
  'operator.closed.4014': {
    en: 'ANSWER_CHANNEL_IDS needs the Message Content intent: switch it on in the developer portal under Bot, or leave the setting out.',
    zh: 'ANSWER_CHANNEL_IDS 需要 Message Content 意圖：請在開發者後台的 Bot 頁面打開，或不設定此項。',
  },
  'console.unknown-option': {
    en: 'The command has no option “{{name}}”. It takes: {{options}}',
    zh: '這個指令沒有「{{name}}」選項。可用：{{options}}',
  },
  'console.missing-option': {
    en: '/{{command}} needs {{name}}. Type: /{{command}} {{example}}',
    zh: '/{{command}} 需要 {{name}}。請輸入：/{{command}} {{example}}',
  },

  // For moderators
  ...MODERATION,
  ...PROBLEMS,
} as const;

export type WordKey = keyof typeof CATALOGUE;
