"""The types of question there are, with the words that editors choose from."""

TYPES = {
    "text": "一行文字",
    "textarea": "多行文字",
    "number": "数字",
    "money": "金额",
    "date": "日期",
    "choice": "单选",
    "choices": "多选",
    "yesno": "是或者否",
    "phone": "电话",
    "credit_code": "统一社会信用代码",
    "id_number": "公民身份号码",
    "project_code": "投资项目代码",
    "region": "区县",
    "file": "对应一份材料",
    "statement": "声明（勾选）",
    "group": "重复填写的一组",
}
QUESTIONS = ("choice", "choices", "yesno", "number")
PREFILLS = {
    "enterprise.name": "企业名称",
    "enterprise.code": "企业统一社会信用代码",
    "enterprise.legal_person": "企业法定代表人",
    "enterprise.address": "企业住所",
    "enterprise.region": "企业登记地区县",
    "person.name": "申请人姓名",
    "person.phone": "申请人电话",
    "last": "本企业上次对同一概念的回答",
}
