//! Workbooks made by hand: what a spreadsheet program writes, and what only an attacker would.

use std::io::{Cursor, Write};

use spreadsheet::{Cell, Look, read};
use zip::{ZipWriter, write::SimpleFileOptions};

const STYLES: &str = r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="164" formatCode="&quot;¥&quot;#,##0.00"/></numFmts>
<fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs>
<cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="10"/><xf numFmtId="164"/><xf numFmtId="22"/></cellXfs></styleSheet>"#;

/// A workbook of one sheet whose rows are `rows` in SpreadsheetML; `more` is one more part of the archive.
fn packed(rows: &str, more: Option<(&str, &[u8])>) -> zip::result::ZipResult<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let packages = "http://schemas.openxmlformats.org/package/2006/relationships";
    let mut part = |name: &str, bytes: &[u8]| -> zip::result::ZipResult<()> {
        zip.start_file(name, SimpleFileOptions::default())?;
        Ok(zip.write_all(bytes)?)
    };
    part("[Content_Types].xml", b"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>")?;
    part("_rels/.rels", format!("<Relationships xmlns=\"{packages}\"><Relationship Id=\"r1\" Type=\"{relations}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>").as_bytes())?;
    part("xl/workbook.xml", format!("<workbook xmlns=\"{main}\" xmlns:r=\"{relations}\"><sheets><sheet name=\"客户\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>").as_bytes())?;
    part("xl/_rels/workbook.xml.rels", format!("<Relationships xmlns=\"{packages}\"><Relationship Id=\"r1\" Type=\"{relations}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" Type=\"{relations}/styles\" Target=\"styles.xml\"/><Relationship Id=\"r3\" Type=\"{relations}/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>").as_bytes())?;
    part("xl/styles.xml", STYLES.as_bytes())?;
    part(
        "xl/sharedStrings.xml",
        format!("<sst xmlns=\"{main}\"><si><t>名称</t></si><si><r><t>宁波</t></r><r><t>精工 </t></r></si></sst>")
            .as_bytes(),
    )?;
    part(
        "xl/worksheets/sheet1.xml",
        format!("<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData></worksheet>").as_bytes(),
    )?;
    if let Some((name, bytes)) = more {
        part(name, bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

#[test]
fn cells_have_their_types() {
    let rows = r#"<row r="2"><c r="A2" t="s"><v>0</v></c></row>
        <row r="4"><c r="A4" t="s"><v>1</v></c><c r="B4" s="1"><v>46082</v></c><c r="C4" s="2"><v>0.125</v></c><c r="D4" s="3"><v>1280.5</v></c>
        <c r="E4" s="4"><v>46082.5</v></c><c r="F4" t="b"><v>1</v></c><c r="G4" t="e"><v>#N/A</v></c><c r="H4" t="inlineStr"><is><t> 文本 </t></is></c><c r="J4"><v>0.30000000000000004</v></c></row>"#;
    let sheets = read(&packed(rows, None).unwrap()).unwrap();
    assert_eq!((sheets.len(), sheets[0].name.as_str()), (1, "客户"));
    let lines = &sheets[0].lines;
    assert_eq!(lines.iter().map(|line| line.number).collect::<Vec<_>>(), [2, 4]);
    let shown: Vec<String> = lines[1].cells.iter().map(Cell::shown).collect();
    let expected =
        ["宁波精工", "2026-03-01", "12.5%", "1280.5", "2026-03-01 12:00:00", "TRUE", "#N/A", "文本", "", "0.3"];
    assert_eq!(shown, expected);
    assert!(matches!(lines[1].cells[3], Cell::Number(_, Look::Money("CNY"))));
}

#[test]
fn a_cell_in_the_last_corner_costs_nothing() {
    let far = r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>2</v></c></row>"#;
    assert_eq!(read(&packed(far, None).unwrap()).unwrap()[0].lines.len(), 2);
    let wide = r#"<row r="1048576"><c r="XFD1048576"><v>2</v></c></row>"#;
    assert_eq!(read(&packed(wide, None).unwrap()).unwrap_err().code, "sheet.too_wide");
}

#[test]
fn what_is_no_workbook_is_refused() {
    let good = packed(r#"<row r="1"><c r="A1"><v>1</v></c></row>"#, None).unwrap();
    assert_eq!(read(b"\xd0\xcf\x11\xe0old").unwrap_err().code, "sheet.old_format");
    assert_eq!(read(&good[..good.len() / 2]).unwrap_err().code, "sheet.unreadable");
    assert_eq!(read(&packed("<row", None).unwrap()).unwrap_err().code, "sheet.unreadable");
    assert_eq!(read(&packed("", None).unwrap()).unwrap_err().code, "sheet.empty");
    assert_eq!(read(b"  \n").unwrap_err().code, "sheet.empty");
}

/// Whatever is wrong with the bytes, there is an answer.
#[test]
fn damaged_bytes_are_answered() {
    let good =
        packed(r#"<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" s="1"><v>46082</v></c></row>"#, None).unwrap();
    for at in (0..good.len()).step_by(13) {
        let mut damaged = good.clone();
        damaged[at] ^= 0x55;
        let _ = read(&damaged);
    }
}
