import { wordsOf } from './words.ts';

/** What stands around a question that is asked. */
export const questionWords = wordsOf({
  question: {
    yes: { zh: '是', en: 'Yes' },
    no: { zh: '否', en: 'No' },
    required: { zh: '必答', en: 'must be answered' },
    na: { zh: '不清楚或不适用', en: 'Not known or does not apply' },
    photoHere: { zh: '在手机上拍照', en: 'The phone takes a photo here' },
    fault: {
      REQUIRED: { zh: '请回答此题', en: 'This needs an answer' },
      WRONG_KIND: { zh: '答案格式不正确', en: 'This is no answer to the question' },
      NOT_AN_OPTION: { zh: '请从所列选项中选择', en: 'Choose one of these' },
      OUT_OF_RANGE: { zh: '超出允许范围', en: 'This is out of range' },
      TOO_LONG: { zh: '文字过长', en: 'This is too long' },
      NOT_APPLICABLE_NOT_OFFERED: { zh: '此题必须作答', en: 'This question always applies' },
      CHECK: { zh: '答案不符合本题要求', en: 'This does not fit what the question asks' },
      PHOTO_NEEDED: { zh: '请拍照', en: 'This needs a photo' },
    },
  },
});
