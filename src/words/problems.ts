// What may be wrong with facts, with a change of them and with the disk; part of the one catalogue (catalogue.ts).

export const PROBLEMS = {
  // Across records, and against the report
  'problem.id-twice': {
    en: 'The id "{{id}}" is used twice: it is also number {{earlier}} of the list. Give one of them another id.',
    zh: '識別碼「{{id}}」用了兩次：它也是清單的第 {{earlier}} 項。請為其中一個換一個識別碼。',
  },
  'problem.name-taken': {
    en: '"{{name}}" is already a name of the fact "{{fact}}". A name may belong to one fact only.',
    zh: '「{{name}}」已經是事實「{{fact}}」的名稱。一個名稱只能屬於一條事實。',
  },
  'problem.name-twice': {
    en: '"{{name}}" stands here twice. Remove one.',
    zh: '「{{name}}」在這裡出現兩次，請刪去一個。',
  },
  'problem.no-text': {
    en: 'The report text {{text}} was not found.',
    zh: '找不到報告原文 {{text}}。',
  },
  'problem.no-heading': {
    en: 'The report has no heading "{{heading}}".',
    zh: '報告沒有「{{heading}}」這個標題。',
  },
  'problem.no-lead': {
    en: 'Under "{{heading}}" no paragraph of the report begins with "{{lead}}。".',
    zh: '報告的「{{heading}}」之下，沒有以「{{lead}}。」開頭的段落。',
  },
  'problem.left-out': {
    en: 'The report\'s "{{numeral}}" (…{{around}}…) is in no fact. Add a fact, or list it under leftOut with a reason.',
    zh: '報告裡的「{{numeral}}」（…{{around}}…）不在任何事實中。請新增事實，或在 leftOut 註明原因。',
  },
  'problem.no-unit': {
    en: 'The unit "{{unit}}" is not in the list of units.',
    zh: '單位清單裡沒有「{{unit}}」。',
  },
  'problem.no-topic': {
    en: 'The topic "{{topic}}" is not in the list of topics.',
    zh: '主題清單裡沒有「{{topic}}」。',
  },
  'problem.no-report': { en: 'There is no report "{{report}}".', zh: '沒有「{{report}}」這份報告。' },
  'problem.no-section': {
    en: 'The report "{{report}}" has no section "{{section}}".',
    zh: '報告「{{report}}」沒有「{{section}}」這個章節。',
  },
  'problem.quote-missing': {
    en: 'The quote does not stand in the report. Copy a whole sentence, character for character.',
    zh: '原句不在報告裡。請逐字照錄完整一句。',
  },
  'problem.quote-repeated': {
    en: 'The quote stands {{count}} times in the report. Copy a whole sentence, character for character.',
    zh: '原句在報告裡出現 {{count}} 次。請逐字照錄完整一句。',
  },
  'problem.quote-elsewhere': {
    en: 'The quote stands in the section "{{there}}", not in "{{section}}".',
    zh: '原句在章節「{{there}}」裡，不在「{{section}}」裡。',
  },
  'problem.figure-missing': {
    en: 'The figure "{{figure}}" does not stand in its quote, character for character.',
    zh: '數字「{{figure}}」沒有逐字出現在原句裡。',
  },
  'problem.figure-repeated': {
    en: 'The figure "{{figure}}" stands {{count}} times in its quote. Choose a shorter quote.',
    zh: '數字「{{figure}}」在原句裡出現 {{count}} 次，請選較短的原句。',
  },
  'problem.qualifier-left': {
    en: 'The figure leaves out "{{left}}", which stands beside it in the quote. Write "{{whole}}".',
    zh: '數字漏了原句裡緊鄰的「{{left}}」，請寫「{{whole}}」。',
  },
  'problem.year-unsaid': {
    en: 'The report does not mention the year {{year}}.',
    zh: '報告沒有提到 {{year}} 年。',
  },
  'problem.value-missing': {
    en: 'The value is missing: "{{figure}}" reads as {{value}}.',
    zh: '缺少數值：「{{figure}}」讀作 {{value}}。',
  },
  'problem.value-unread': {
    en: 'No single number can be read from "{{figure}}", so the value {{value}} cannot be checked.',
    zh: '從「{{figure}}」讀不出單一數字，無法核對數值 {{value}}。',
  },
  'problem.value-wrong': {
    en: 'The value is {{value}}, but "{{figure}}" reads as {{read}}.',
    zh: '數值是 {{value}}，但「{{figure}}」讀作 {{read}}。',
  },
  'problem.qualifier-wrong': {
    en: 'The qualifier is "{{qualifier}}", but "{{figure}}" reads as "{{read}}".',
    zh: '限定詞是「{{qualifier}}」，但「{{figure}}」讀作「{{read}}」。',
  },
  'qualifier-name.exact': { en: 'exact', zh: '確數' },
  'qualifier-name.about': { en: 'about', zh: '約' },
  'qualifier-name.nearly': { en: 'nearly', zh: '近' },
  'qualifier-name.over': { en: 'over', zh: '超過' },
  'qualifier-name.at-least': { en: 'at-least', zh: '至少' },
  'qualifier-name.under': { en: 'under', zh: '不到' },
  'qualifier-name.at-most': { en: 'at-most', zh: '至多' },
  'problem.counts-money': {
    en: '"{{figure}}" counts money, but its unit says otherwise.',
    zh: '「{{figure}}」說的是金額，單位卻不是。',
  },
  'problem.counts-households': {
    en: '"{{figure}}" counts households, but its unit says otherwise.',
    zh: '「{{figure}}」說的是戶數，單位卻不是。',
  },
  'problem.percentage': {
    en: '"{{figure}}" is a percentage, but its unit says otherwise.',
    zh: '「{{figure}}」是百分比，單位卻不是。',
  },
  'problem.no-percentage': {
    en: '"{{figure}}" is not a percentage, but its unit says otherwise.',
    zh: '「{{figure}}」不是百分比，單位卻說是。',
  },

  // The shape of the file
  'problem.file-empty': { en: 'The file is empty.', zh: '檔案是空的。' },
  'problem.file-large': {
    en: 'The file is larger than {{limit}} bytes.',
    zh: '檔案太大，最多 {{limit}} bytes。',
  },
  'problem.not-json': { en: 'This is not JSON: {{what}}.', zh: '這不是 JSON：{{what}}。' },
  'problem.key-twice': {
    en: 'The key "{{key}}" stands twice in this record.',
    zh: '這筆記錄裡的鍵「{{key}}」出現兩次。',
  },
  'problem.keys-unknown': {
    en: 'There is no field of the name {{keys}} here. Remove or rename it.',
    zh: '這裡沒有名為 {{keys}} 的欄位，請刪去或改名。',
  },
  'problem.field-missing': { en: 'is missing', zh: '缺少這一項' },
  'problem.type-wrong': { en: 'must be {{expected}}', zh: '必須是{{expected}}' },
  'problem.choice-wrong': { en: 'must be one of {{options}}', zh: '必須是其中之一：{{options}}' },
  'problem.form-wrong': {
    en: 'has none of the forms that may stand here',
    zh: '不是這裡可用的寫法',
  },
  'problem.empty': { en: 'must not be empty', zh: '不能是空的' },
  'problem.too-long': {
    en: 'must have at most {{limit}} characters',
    zh: '最多 {{limit}} 個字符',
  },
  'problem.too-many': { en: 'must hold at most {{limit}}', zh: '最多 {{limit}} 項' },
  'problem.too-few': { en: 'must hold at least {{limit}}', zh: '至少要有 {{limit}} 項' },
  'problem.too-small': { en: 'must be at least {{limit}}', zh: '不能小於 {{limit}}' },
  'problem.too-large': { en: 'must be at most {{limit}}', zh: '不能大於 {{limit}}' },
  'problem.space-around': {
    en: 'must not begin or end with a space',
    zh: '開頭和結尾不能有空格',
  },
  'problem.invisible': {
    en: 'holds an invisible or control character, or "]("',
    zh: '含有看不見的字符、控制字符，或「](」',
  },
  'problem.flooded': {
    en: 'holds more marks on one letter than any language needs',
    zh: '一個字上疊加了太多符號',
  },
  'problem.letterless': { en: 'must hold a letter or a digit', zh: '必須含有文字或數字' },
  'problem.id-form': {
    en: 'must be lower-case words joined by hyphens, such as "donation-2019"',
    zh: '必須是以連字號相連的小寫單字，例如「donation-2019」',
  },
  'problem.year-form': { en: 'must be a year such as "2019"', zh: '必須是年份，例如「2019」' },
  'problem.path-form': { en: 'must be reports/<name>.txt', zh: '必須是 reports/<name>.txt' },
  'problem.value-form': {
    en: 'must be a plain decimal such as "1530000000"',
    zh: '必須是一般的十進位數字，例如「1530000000」',
  },
  'type.string': { en: 'a text', zh: '文字' },
  'type.number': { en: 'a number', zh: '數字' },
  'type.int': { en: 'a whole number', zh: '整數' },
  'type.boolean': { en: 'true or false', zh: ' true 或 false' },
  'type.array': { en: 'a list', zh: '清單' },
  'type.object': { en: 'a record', zh: '記錄' },
  'type.other': { en: 'something else', zh: '別的類型' },
  'json.comma': { en: 'a comma is missing', zh: '缺少逗號' },
  'json.colon': { en: 'a colon is missing', zh: '缺少冒號' },
  'json.name': { en: 'the name of a field is missing', zh: '缺少欄位名稱' },
  'json.value': { en: 'a value is missing', zh: '缺少值' },
  'json.close': { en: 'a bracket is not closed', zh: '括號沒有關上' },
  'json.end': { en: 'something follows the end', zh: '結尾之後還有內容' },
  'json.comment': { en: 'comments may not stand here', zh: '這裡不能有註解' },
  'json.text': { en: 'a text is not closed or not well written', zh: '文字沒有關上，或寫法不對' },
  'json.number': { en: 'a number is not well written', zh: '數字的寫法不對' },
  'json.symbol': { en: 'there is a character that may not stand here', zh: '有不能出現在這裡的字符' },

  // The file as a whole
  'problem.file-missing': { en: 'The fact file is missing.', zh: '事實檔不見了。' },
  'problem.file-unreadable': { en: 'The file cannot be read.', zh: '無法讀取檔案。' },
  'problem.journal-astray': {
    en: 'Change {{sequence}} of the journal does not lead to the facts that it names.',
    zh: '日誌的第 {{sequence}} 項修改得不出它所記的事實。',
  },
  'problem.unrecoverable': {
    en: 'The facts cannot be restored: there is no previous version that fits the journal.',
    zh: '無法還原事實：沒有與日誌相符的舊版本。',
  },
  'problem.which-report': {
    en: 'Say with the option “report” to which report the text belongs.',
    zh: '請用 report 選項說明原文屬於哪份報告。',
  },

  // Changes that do not apply
  'edit.unknown-fact': {
    en: 'There is no fact "{{id}}". Choose one from the suggestions.',
    zh: '沒有「{{id}}」這條事實，請從建議中選擇。',
  },
  'edit.stale': {
    en: 'Somebody changed that since you looked. Look again, then repeat your change.',
    zh: '在你查看之後有人改過，請重新查看再修改。',
  },
  'edit.id-taken': {
    en: 'There is already a fact "{{id}}". Choose another id, or edit it.',
    zh: '已經有「{{id}}」這條事實。請換一個識別碼，或編輯它。',
  },
  'edit.id-fixed': {
    en: 'The id of a fact cannot change: remove it and add another.',
    zh: '事實的識別碼不能修改：請刪除後另外新增。',
  },
  'edit.same': {
    en: 'The fact "{{id}}" already says that: nothing to change.',
    zh: '事實「{{id}}」已經是這樣，沒有要修改的。',
  },
  'edit.has-name': {
    en: '"{{name}}" is already a name of the fact "{{id}}".',
    zh: '「{{name}}」已經是事實「{{id}}」的名稱。',
  },
  'edit.lacks-name': {
    en: '"{{name}}" is not a name of the fact "{{id}}". Choose one from the suggestions.',
    zh: '「{{name}}」不是事實「{{id}}」的名稱，請從建議中選擇。',
  },
  'edit.file-same': {
    en: 'The file holds what the facts already say: nothing to change.',
    zh: '檔案內容與現有事實相同，沒有要修改的。',
  },
  'edit.undone-already': {
    en: 'There is nothing to undo in that change.',
    zh: '那項修改沒有可以撤回的。',
  },
  'edit.no-change': { en: 'There is no change {{sequence}}.', zh: '沒有第 {{sequence}} 項修改。' },
  'edit.baseline': {
    en: 'The first entry is no change: nothing to undo.',
    zh: '最初的一項不是修改，沒有可以撤回的。',
  },
  'edit.actor-length': {
    en: 'The name of who changes must have 1 to {{limit}} characters.',
    zh: '修改者的名稱必須有 1 到 {{limit}} 個字符。',
  },
  'edit.reason-length': {
    en: 'A reason must have 1 to {{limit}} characters.',
    zh: '原因必須有 1 到 {{limit}} 個字符。',
  },
  'edit.text-homeless': {
    en: 'A text came for the report "{{report}}", which the file lacks.',
    zh: '收到報告「{{report}}」的原文，但檔案裡沒有這份報告。',
  },
  'edit.text-broken': {
    en: 'The text of the report "{{report}}" holds a broken character.',
    zh: '報告「{{report}}」的原文含有壞掉的字符。',
  },

  // Why nothing can be saved
  'disk.full': {
    en: 'The disk is full. Ask the operator to make room, then repeat the change.',
    zh: '磁碟已滿。請營運者騰出空間，再重新修改。',
  },
  'disk.broken': {
    en: 'The disk reports an error. Ask the operator to look at it, then repeat the change.',
    zh: '磁碟回報錯誤。請營運者檢查，再重新修改。',
  },
  'disk.read-only': {
    en: 'The folder of the facts cannot be written. Ask the operator to make it writable, then repeat the change.',
    zh: '事實所在的資料夾無法寫入。請營運者開放寫入，再重新修改。',
  },
  'disk.in-use': {
    en: 'Another process holds the facts. Ask the operator to stop one of the two.',
    zh: '另一個程式正在使用這些事實。請營運者停掉其中一個。',
  },
  'disk.journal': {
    en: 'The journal of the facts is damaged. Ask the operator to put back a good copy.',
    zh: '事實的日誌已損壞。請營運者換回完好的副本。',
  },
  'disk.stopping': {
    en: 'The bot is stopping. Repeat the change once it is back.',
    zh: '機器人正在停止，恢復後請重新修改。',
  },
  'disk.other': {
    en: 'The disk did not take it. Ask the operator to look at the log, then repeat the change.',
    zh: '磁碟沒有接受。請營運者查看記錄，再重新修改。',
  },
} as const;
