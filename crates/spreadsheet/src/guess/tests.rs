//! Sheets as people keep them, and what they are taken for.

use super::*;
use crate::read;

const CUSTOMERS: &str = "客户清单,,,,,,,
,,,,,,,
客户名称,统一信用代码,状态,联系电话,年采购额（元）,折扣率,首次合作,备注
苏州远景新能源,91320594MA1Q0001X2,合作中,138 0512 7730,\"560,000\",5%,2026/3/11,
深圳星河电子,91440300MA5F0002X3,潜在,13902281177,1204000,7.5%,2026/2/27,老客户
宁波精工机械,91330206MA2H0003X4,合作中,13957488830,128万,5%,2026/1/18,\"第一行
第二行\"
成都川味集团,91510100MA6C0004X5,流失,028 8655 0210,92000,5%,2026/4/2,
武汉长江物流,91420100MA4K0005X6,合作中,18627195409,336000,,2026/5/20,
杭州西湖茶业,91330100MA2B0006X7,潜在,13805712233,78000,5%,2026/6/12,
北京中科智造,91110108MA01B007X8,合作中,13710882217,145000,5%,2026/7/8,
西安曲江文旅,91610133MA6U0008X9,合作中,18992713344,410000,5%,2026/13/02,
合计,,,,2905000,,,
";

fn of(text: &str) -> Guess {
    guess(&read(text.as_bytes()).unwrap()[0], None, &Names::default())
}

#[test]
fn a_list_of_customers() {
    let guess = of(CUSTOMERS);
    assert_eq!((guess.header_row, guess.rows, guess.title.as_deref()), (Some(3), 8, Some("customer_name")));
    let found: Vec<(&str, &str)> = guess.columns.iter().map(|column| (column.key.as_str(), column.kind)).collect();
    let expected = [
        ("customer_name", "text"),
        ("credit_code", "text"),
        ("status", "select"),
        ("phone", "phone"),
        ("annual_purchase_amount", "money"),
        ("discount_rate", "percent"),
        ("first_cooperation", "date"),
        ("remarks", "long_text"),
    ];
    assert_eq!(found, expected);
    let labels: Vec<&str> = guess.columns[2].properties["options"]
        .as_array()
        .unwrap()
        .iter()
        .map(|option| option["label"].as_str().unwrap())
        .collect();
    assert_eq!(labels, ["合作中", "潜在", "流失"]);
    let dates = &guess.columns[6];
    assert_eq!((dates.misfit_count, dates.misfits[0].row, dates.misfits[0].value.as_str()), (1, 12, "2026/13/02"));
    assert_eq!((guess.columns[5].empty, guess.columns[5].distinct), (1, 2));
}

#[test]
fn kinds_by_their_values() {
    for (header, values, kind) in [
        ("Done", vec!["yes", "no", "yes"], "yes_no"),
        ("Grade", vec!["1", "0", "1"], "integer"),
        ("是否开票", vec!["1", "0", "1"], "yes_no"),
        ("重量", vec!["1.25", "3", "2.5"], "number"),
        ("数量", vec!["12", "3", "1,000"], "integer"),
        ("工号", vec!["1001", "1002", "1003"], "text"),
        ("分机", vec!["0012", "0013", "0014"], "text"),
        ("身份证", vec!["11010519491231002X", "110105194912310038"], "id_number"),
        ("Mail", vec!["a@b.cn", "c@d.com"], "email"),
        ("主页", vec!["https://a.cn", "http://b.cn/x"], "url"),
        ("登记时间", vec!["2026-03-01 08:30", "2026-03-02 09:00"], "date_time"),
        ("班次", vec!["08:30", "下午5:00"], "time"),
        ("兴趣", vec!["游泳、登山", "登山", "游泳、摄影、登山", "摄影"], "multi_select"),
        ("价格", vec!["$5.00", "$7.125"], "money"),
    ] {
        let text = format!(
            "{header}\t名称\n{}",
            values.iter().enumerate().map(|(n, v)| format!("{v}\tn{n}\n")).collect::<String>()
        );
        let guess = of(&text);
        assert_eq!(guess.columns[0].kind, kind, "{header}");
    }
    let money = &of("价格\tb\n$5.00\tx\n$7.125\ty\n").columns[0].properties;
    assert_eq!((money["currency"].as_str(), money["scale"].as_u64()), (Some("USD"), Some(3)));
}

#[test]
fn a_sheet_without_header_has_letters() {
    let guess = of("张三,12\n李四,15\n王五,15\n");
    assert_eq!(guess.header_row, None);
    assert_eq!(guess.rows, 3);
    assert_eq!(guess.columns.iter().map(|column| column.header.as_str()).collect::<Vec<_>>(), ["A", "B"]);
    assert_eq!(letters(27), "AB");
}

#[test]
fn people_are_known_by_name() {
    let names = Names { people: ["林晓".to_owned(), "周宁".to_owned()].into(), ..Names::default() };
    let sheet = &read("事项,跟进人\n报价,林晓\n签约,周宁\n".as_bytes()).unwrap()[0];
    assert_eq!(guess(sheet, None, &names).columns[1].kind, "user");
}

#[test]
fn keys_are_free_and_allowed() {
    let mut keys = key::Keys::default();
    let of = |keys: &mut key::Keys, header: &str| keys.take(header, "text");
    assert_eq!(of(&mut keys, "Owner"), "field_owner");
    assert_eq!(of(&mut keys, "First Name"), "first_name");
    assert_eq!(of(&mut keys, "first name"), "first_name_2");
    assert_eq!(of(&mut keys, "鳜鱼"), "text_1");
    assert_eq!(of(&mut keys, "2026"), "text_2");
    assert_eq!(of(&mut keys, "签约日期"), "signed_date");
}
