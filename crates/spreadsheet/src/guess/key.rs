//! Keys of fields: from the words of a header, in English where we know them.

use std::collections::BTreeSet;

/// Words that stand in headers of Chinese sheets, the longer before what they begin with.
const WORDS: &[(&str, &str)] = &[
    ("统一社会信用代码", "credit_code"),
    ("统一信用代码", "credit_code"),
    ("身份证号码", "id_number"),
    ("身份证号", "id_number"),
    ("身份证", "id_number"),
    ("负责人", "person_in_charge"),
    ("联系人", "contact"),
    ("联系电话", "phone"),
    ("联系方式", "phone"),
    ("手机号码", "mobile"),
    ("手机号", "mobile"),
    ("手机", "mobile"),
    ("电话", "phone"),
    ("邮箱", "email"),
    ("电子邮件", "email"),
    ("网址", "website"),
    ("网站", "website"),
    ("公司名称", "company_name"),
    ("公司", "company"),
    ("企业", "company"),
    ("单位", "unit"),
    ("客户名称", "customer_name"),
    ("客户", "customer"),
    ("供应商", "supplier"),
    ("产品", "product"),
    ("商品", "product"),
    ("物料", "material"),
    ("项目", "project"),
    ("合同", "contract"),
    ("订单", "order"),
    ("发票", "invoice"),
    ("设备", "equipment"),
    ("资产", "asset"),
    ("仓库", "warehouse"),
    ("库存", "stock"),
    ("员工", "employee"),
    ("部门", "department"),
    ("岗位", "position"),
    ("职位", "position"),
    ("职务", "title"),
    ("姓名", "name"),
    ("名称", "name"),
    ("名字", "name"),
    ("性别", "gender"),
    ("年龄", "age"),
    ("生日", "birthday"),
    ("出生", "birth"),
    ("编号", "number"),
    ("编码", "code"),
    ("代码", "code"),
    ("单号", "number"),
    ("工号", "staff_number"),
    ("序号", "sequence"),
    ("型号", "model"),
    ("规格", "specification"),
    ("品牌", "brand"),
    ("颜色", "colour"),
    ("数量", "quantity"),
    ("单价", "unit_price"),
    ("价格", "price"),
    ("总价", "total_price"),
    ("总额", "total"),
    ("金额", "amount"),
    ("合计", "total"),
    ("费用", "cost"),
    ("成本", "cost"),
    ("预算", "budget"),
    ("收入", "income"),
    ("支出", "expense"),
    ("采购额", "purchase_amount"),
    ("采购", "purchase"),
    ("销售额", "sales_amount"),
    ("销售", "sales"),
    ("付款", "payment"),
    ("回款", "receipt"),
    ("折扣率", "discount_rate"),
    ("折扣", "discount"),
    ("税率", "tax_rate"),
    ("比例", "ratio"),
    ("日期", "date"),
    ("时间", "time"),
    ("开始", "start"),
    ("结束", "end"),
    ("截止", "due"),
    ("到期", "expiry"),
    ("签订", "signed"),
    ("签约", "signed"),
    ("首次", "first"),
    ("最近", "last"),
    ("创建", "creation"),
    ("登记", "registration"),
    ("来访", "visit"),
    ("拜访", "visit"),
    ("访客", "visitor"),
    ("合作", "cooperation"),
    ("状态", "status"),
    ("类型", "type"),
    ("类别", "category"),
    ("分类", "category"),
    ("级别", "level"),
    ("等级", "level"),
    ("阶段", "stage"),
    ("来源", "source"),
    ("优先级", "priority"),
    ("行业", "industry"),
    ("规模", "scale"),
    ("地区", "region"),
    ("区域", "region"),
    ("大区", "region"),
    ("省份", "province"),
    ("城市", "city"),
    ("地址", "address"),
    ("备注", "remarks"),
    ("说明", "description"),
    ("描述", "description"),
    ("是否", "is"),
    ("年", "annual"),
    ("月", "month"),
];

/// Keys that the platform keeps for itself, and words of the formula language.
const KEPT: &[&str] = &[
    "id",
    "version",
    "created_at",
    "created_by",
    "updated_at",
    "updated_by",
    "owner",
    "cmax",
    "cmin",
    "ctid",
    "expanded",
    "me",
    "oid",
    "old",
    "rowid",
    "tableoid",
    "xmax",
    "xmin",
    "if",
    "else",
    "in",
    "is",
    "true",
    "false",
    "null",
    "let",
    "const",
    "fn",
    "for",
    "while",
    "do",
    "loop",
    "until",
    "return",
    "throw",
    "break",
    "continue",
    "switch",
    "case",
    "default",
    "import",
    "export",
    "as",
    "try",
    "catch",
    "this",
    "global",
    "private",
    "public",
    "static",
    "shared",
    "with",
    "match",
    "new",
    "use",
    "module",
    "package",
    "go",
    "sync",
    "async",
    "await",
    "yield",
    "spawn",
    "thread",
    "super",
    "void",
    "var",
    "exit",
    "goto",
];

/// The keys that are taken already.
#[derive(Default)]
pub struct Keys {
    taken: BTreeSet<String>,
    unnamed: usize,
}

impl Keys {
    /// A key for the column `header` of `kind` that no other column has.
    pub fn take(&mut self, header: &str, kind: &str) -> String {
        let mut key = words(header).join("_").chars().take(48).collect::<String>();
        key = key.trim_end_matches('_').to_owned();
        if key.is_empty() || !key.starts_with(|c: char| c.is_ascii_lowercase()) {
            self.unnamed += 1;
            key = format!("{kind}_{}", self.unnamed);
        }
        if KEPT.contains(&key.as_str()) || key.starts_with("fw_") {
            key = format!("field_{key}");
        }
        let mut free = key.clone();
        let mut number = 2;
        while !self.taken.insert(free.clone()) {
            free = format!("{key}_{number}");
            number += 1;
        }
        free
    }
}

/// The words of a header in the signs of a key. A Chinese header counts only when most of it is understood.
fn words(header: &str) -> Vec<String> {
    let header = header.to_lowercase();
    // A unit in brackets says nothing about the field's name.
    let head = header.split(['(', '（', '[', '【', '/']).next().unwrap_or_default();
    let mut found: Vec<String> = Vec::new();
    let (mut rest, mut unknown, mut known) = (head, 0, 0);
    while let Some(first) = rest.chars().next() {
        if first.is_ascii_alphanumeric() {
            let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
            let (word, after) = rest.split_at(end);
            found.push(word.to_owned());
            known += 1;
            rest = after;
        } else if let Some((chinese, english)) =
            WORDS.iter().filter(|(word, _)| rest.starts_with(word)).max_by_key(|(word, _)| word.len())
        {
            if found.last().map(String::as_str) != Some(english) {
                found.push((*english).to_owned());
            }
            known += chinese.chars().count();
            rest = rest.get(chinese.len()..).unwrap_or_default();
        } else {
            unknown += usize::from(first.is_alphanumeric());
            rest = rest.get(first.len_utf8()..).unwrap_or_default();
        }
    }
    if unknown > known { Vec::new() } else { found }
}
