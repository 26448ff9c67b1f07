"""Vietnamese sentences for what the rules find: what is wrong, which numbers, the way out."""

import re
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from ..domain.findings import Finding, FindingCode
from ..domain.reading import Problem

FINDING_SENTENCES: dict[FindingCode, str] = {
    FindingCode.QUOTA_EXCEEDED: (
        "{unit}: “{pool}” được {allowed}, đề nghị {wanted}. Rút bớt cho đúng chỉ tiêu."
    ),
    FindingCode.EITHER_OR_VIOLATED: (
        "{unit}: “{pool}” chỉ được một trong các loại, tất cả {allowed}; đề nghị {wanted}. "
        "Chọn một và rút phần còn lại."
    ),
    FindingCode.POOL_EXCEEDED: (
        "{unit}: “{pool}” dùng chung {allowed} chỉ tiêu, đề nghị {wanted}. Rút bớt cho đủ số."
    ),
    FindingCode.SPLIT_VIOLATED: (
        "{unit}: “{pool}” đủ tổng số {allowed} nhưng sai cơ cấu ({parts}), các phần không thay "
        "cho nhau. Đề nghị lại theo từng phần."
    ),
    FindingCode.NO_ALLOCATION: (
        "{unit} không được phân bổ chỉ tiêu cho {kind} trong đợt này. Rút đề nghị hoặc chuyển "
        "cho đơn vị được phân bổ."
    ),
    FindingCode.WRONG_ROUTE: (
        "Sai tuyến trình: {kind} do {nominators} đề nghị. Chuyển hồ sơ cho đúng đơn vị trình."
    ),
    FindingCode.OWNER_MISMATCH: (
        "Chỉ tiêu này dành cho đối tượng của chính {unit}; {kind} được đề nghị không thuộc "
        "đơn vị. Chọn đối tượng của đơn vị."
    ),
    FindingCode.GROUP_MISMATCH: (
        "Đối tượng {kind} không thuộc nhóm {letter} ({title}). Nhóm phù hợp: {fitting}."
    ),
    FindingCode.WRONG_SUBJECT: (
        "Nhóm {letter} ({title}) không dành cho người này. Kiểm tra lại tư cách của người được "
        "đề nghị."
    ),
    FindingCode.UNKNOWN_GROUP: (
        "Kế hoạch không có nhóm “{letter}”; các nhóm là {letters}. Chọn lại nhóm."
    ),
    FindingCode.QUOTA_UNSPECIFIED: (
        "{unit}: kế hoạch không ghi số lượng “{pool}”, đề nghị {wanted}. Cơ quan thường trực cần "
        "xác nhận số lượng."
    ),
    FindingCode.SUBJECT_NOT_LISTED: (
        "Kế hoạch không nêu {kind} trong danh sách đối tượng khen thưởng. Cơ quan thường trực "
        "cần xác nhận."
    ),
    FindingCode.SUBJECT_KIND_UNCLEAR: (
        "Chưa rõ {kind} thuộc loại đối tượng nào của kế hoạch. Cơ quan thường trực cần xác nhận."
    ),
    FindingCode.SUBJECT_STATUS_UNCLEAR: (
        "Chưa đủ thông tin để xét {kind}: thiếu {missing}. Bổ sung thông tin hoặc để cơ quan "
        "thường trực xác nhận."
    ),
    FindingCode.WINDOW_NOT_OPEN: (
        "Gửi lúc {submitted_at}, chưa đến thời gian nhận hồ sơ ({opens_on} đến hết {closes_on}). "
        "Gửi lại trong thời gian này."
    ),
    FindingCode.WINDOW_CLOSED: (
        "Gửi lúc {submitted_at}, đã hết thời gian nhận hồ sơ ({opens_on} đến hết {closes_on})."
    ),
    FindingCode.DEADLINE_BOUNDARY: (
        "Gửi lúc {submitted_at}, đúng ngày của hạn “trước ngày {due_on}”. Cán bộ tiếp nhận cần "
        "xác nhận."
    ),
    FindingCode.LATE: (
        "Gửi lúc {submitted_at}, quá hạn {due_on}. Cán bộ tiếp nhận quyết định nhận hay không."
    ),
    FindingCode.CALENDAR_MISSING: (
        "Chưa có lịch làm việc năm {year} nên không tính được hạn {days} ngày làm việc. Bổ sung "
        "lịch làm việc của năm này."
    ),
    FindingCode.DEADLINE_COUNTED: (
        "Hạn là {due_on}: {days} ngày làm việc kể từ sau ngày {event_on} ({event}); lịch làm việc "
        "{calendar}."
    ),
    FindingCode.DEADLINE_EXTENDED: (
        "Đúng hạn theo gia hạn đến {until} (văn bản {document}): {reason}."
    ),
    FindingCode.WRONG_CHANNEL: (
        "Gửi bằng hình thức {channel}; kế hoạch yêu cầu {expected}. Gửi lại đúng hình thức."
    ),
    FindingCode.WRONG_ADDRESSEE: (
        "“{addressee}” không phải nơi nhận {item}. Nơi nhận: {expected}."
    ),
    FindingCode.MISSING_ADDRESSEE: "Còn thiếu nơi nhận: {missing}. Gửi bổ sung.",
    FindingCode.DOSSIER_INCOMPLETE: "Hồ sơ thiếu {component}. Bổ sung rồi gửi lại.",
    FindingCode.WRONG_SET_COUNT: "Nộp {sets} bộ hồ sơ, kế hoạch yêu cầu {expected} bộ.",
    FindingCode.OUT_OF_RECOGNITION_PERIOD: (
        "Thành tích {extent} thời gian tính khen thưởng ({starts_on} đến {ends_on}). Chỉ nêu "
        "thành tích trong thời gian này."
    ),
    FindingCode.DUPLICATE_SUBJECT: (
        "Đối tượng này đã được {unit} đề nghị trong cùng đợt. Hai đơn vị thống nhất nơi trình."
    ),
    FindingCode.STATE_LEVEL_EXCLUDED: (
        "Đối tượng đang được đề nghị khen cấp Nhà nước nên không xét trong đợt này."
    ),
    FindingCode.DISCIPLINED: "Đối tượng bị {penalty}, không đủ điều kiện khen thưởng.",
    FindingCode.CONTRIBUTION_BELOW: "Mức đóng góp được tính {given}, thấp hơn mức {threshold}.",
    FindingCode.CRITERION_NOT_MET: "Không đạt tiêu chuẩn: {criterion}.",
    FindingCode.TARGET_MISSED: "Không đạt chỉ tiêu {year}: đạt {actual}, chỉ tiêu {expected}.",
    FindingCode.THRESHOLD_MISSED: (
        "{measure}: đạt {actual} {unit}, kế hoạch yêu cầu {expected} {unit}."
    ),
    FindingCode.FORM_OCCASION: (
        "Hình thức {form} không xét vào dịp này ({award_round} {award_year})."
    ),
    FindingCode.FORM_NOT_LISTED: (
        "Kế hoạch không nêu hình thức {form}. Cơ quan thường trực cần xác nhận."
    ),
    FindingCode.AUTHORITY_NOT_LISTED: (
        "Kế hoạch không nêu thẩm quyền này ({unit} {form}). Cơ quan thường trực cần xác nhận."
    ),
    FindingCode.NO_AWARD_ROUND: "Văn bản này không tổ chức khen thưởng nên không nhận đề nghị.",
    FindingCode.REPORT_INCOMPLETE: "Báo cáo thiếu {missing}. Bổ sung rồi gửi lại.",
    FindingCode.PRIORITY_NOTE: (
        "Tất cả cá nhân được đề nghị ({leaders}) đều giữ chức vụ lãnh đạo; kế hoạch yêu cầu chú "
        "trọng người trực tiếp lao động, công nhân, nông dân, hộ gia đình. Xem lại hoặc nêu lý do."
    ),
    FindingCode.RULE_SILENT: (
        "Kế hoạch không quy định về {matter}. Cơ quan thường trực cần xem xét, quyết định."
    ),
    FindingCode.SUGGEST_STATE_LEVEL: "Có thể đề nghị khen cấp Nhà nước.",
    FindingCode.UNDERUSED: "{unit} còn {left} chỉ tiêu chưa dùng ({pools}).",
}

PROBLEM_SENTENCES: dict[str, str] = {
    "not_an_object": "phải là một nhóm thông tin có tên",
    "unknown_key": "không có mục “{key}”",
    "missing": "còn thiếu",
    "not_a_list": "phải là danh sách",
    "wrong_length": "phải có đúng {length} giá trị",
    "not_a_choice": "“{value}” không hợp lệ; các giá trị: {allowed}",
    "not_a_str": "phải là chữ",
    "not_a_bool": "phải là đúng hoặc sai",
    "not_a_int": "phải là số nguyên",
    "not_a_decimal": "“{value}” không phải là số",
    "not_a_date": "“{value}” không phải là ngày (NĂM-THÁNG-NGÀY)",
    "not_a_datetime": "“{value}” không phải là thời điểm (NĂM-THÁNG-NGÀYTGIỜ:PHÚT)",
    "not_json": "không đọc được JSON",
    "not_yaml": "không đọc được YAML: {reason}",
    "unknown_unit": "không có đơn vị “{value}” trong danh mục",
    "unknown_award_form": "không có hình thức khen thưởng “{value}” trong danh mục",
    "not_positive": "{value} phải là số nguyên dương",
    "negative": "{value} không được âm",
    "not_a_year": "{value} không phải là năm",
    "ends_before_start": "ngày kết thúc trước ngày bắt đầu",
    "more_than_assigned": "{value} nhiều hơn số nhiệm vụ được giao",
    "more_than_completed": "{value} nhiều hơn số nhiệm vụ hoàn thành",
    "concerns_one_subject": (
        "chỉ áp dụng cho một đối tượng; đề nghị có {subjects} đối tượng, ghi vào từng đề nghị"
    ),
    "unknown_campaign": "không có kế hoạch “{campaign}”",
    "not_of_this_campaign": "“{code}” không thuộc kế hoạch này",
    "unknown_clause": "không có điều khoản “{source}” trong văn bản",
    "not_in_clause": "trích dẫn không có trong {source}",
    "repeated": "{key} “{value}” lặp lại",
    "unknown_group": "không có nhóm “{letter}”",
    "unknown_code": "không có mã “{code}”",
    "number_not_expected": "loại {kind} không có số lượng",
    "number_missing": "loại {kind} phải có số lượng",
    "parts_only_for_split": "chỉ loại split mới có các phần, và phải có",
    "parts_do_not_add_up": "các phần không cộng thành {number}",
    "window_without_dates": "thiếu ngày mở hoặc ngày đóng",
    "deadline_without_date": "thiếu ngày hạn",
    "working_days_beside_date": "hạn tính theo ngày làm việc cần so sánh và không có ngày khác",
}

WORDS: dict[str, str] = {
    "collective": "tập thể",
    "district": "huyện, thành phố",
    "commune": "đơn vị cấp xã",
    "village": "thôn, tổ dân phố",
    "enterprise": "doanh nghiệp",
    "cooperative": "hợp tác xã",
    "credit_institution": "tổ chức tín dụng",
    "organisation": "tổ chức, đoàn thể",
    "household": "hộ gia đình",
    "individual": "cá nhân",
    "citizen": "người dân",
    "other": "đối tượng khác",
    "provincial_block_member": "đơn vị thuộc khối, cụm thi đua tỉnh",
    "non_block_enterprise": "doanh nghiệp ngoài khối thi đua",
    "division": "phòng, ban cấp huyện",
    "level": "cấp của đối tượng",
    "is_official": "tư cách cán bộ, công chức, viên chức",
    "owned_by_nominator": "việc thuộc đơn vị đề nghị",
    "occupation": "nghề nghiệp",
    "leader": "việc giữ chức vụ lãnh đạo, quản lý",
    "in_block": "việc tham gia khối thi đua",
    "direct_worker": "việc trực tiếp lao động",
    "managed_by": "đơn vị quản lý trên hồ sơ đơn vị",
    "kind": "loại đối tượng",
    "nominations": "đối tượng đề nghị",
    "submission_letter": "tờ trình",
    "nominee_list": "danh sách đề nghị",
    "minutes": "biên bản họp xét",
    "achievement_report": "báo cáo thành tích",
    "summary_by_proposer": "tóm tắt thành tích do đơn vị trình viết",
    "dossier": "hồ sơ",
    "report": "báo cáo",
    "online": "trực tuyến",
    "paper": "bản giấy",
    "annual": "hằng năm",
    "interim": "sơ kết",
    "final": "tổng kết",
    "actual": "cột thực hiện",
    "plan": "cột kế hoạch",
    "same_period": "cột cùng kỳ",
    "tasks_completed_percent": "Tỷ lệ nhiệm vụ hoàn thành",
    "tasks_exceeded_percent": "Tỷ lệ nhiệm vụ hoàn thành vượt mức",
    "tasks_exceeded_count": "Số nhiệm vụ hoàn thành vượt mức",
    "PROVINCE_MERIT": "Bằng khen của Chủ tịch UBND tỉnh",
    "PM_MERIT": "Bằng khen của Thủ tướng Chính phủ",
    "LABOUR_ORDER": "Huân chương Lao động",
    "LABOUR_ORDER_1": "Huân chương Lao động hạng Nhất",
    "LABOUR_ORDER_2": "Huân chương Lao động hạng Nhì",
    "LABOUR_ORDER_3": "Huân chương Lao động hạng Ba",
    "DISTRICT_COMMENDATION": "Giấy khen của Chủ tịch UBND huyện",
    "COMMUNE_COMMENDATION": "Giấy khen của Chủ tịch UBND xã",
    "UNIT_COMMENDATION": "Giấy khen của thủ trưởng cơ quan, đơn vị",
}
"""How a code of the rules is called in a sentence."""


def finding_sentence(finding: Finding) -> str:
    """The sentence of a finding, in Vietnamese."""
    values = {key: shown(value) for key, value in finding.parameters.items()}
    if finding.code is FindingCode.OUT_OF_RECOGNITION_PERIOD:
        values["extent"] = "nằm ngoài" if finding.parameters["whole"] else "có phần nằm ngoài"
        values["ends_on"] = values["ends_on"] or "nay"
    if finding.code is FindingCode.WRONG_ROUTE and not values["nominators"]:
        values["nominators"] = "đơn vị quản lý về tổ chức, cán bộ và quỹ lương"
    if finding.code is FindingCode.GROUP_MISMATCH:
        values["fitting"] = values["fitting"] or "không có"
    words = FINDING_SENTENCES[finding.code].format_map(values).split()
    return " ".join(words).replace("( ", "(").replace(" )", ")")


def problem_sentence(problem: Problem) -> str:
    """The sentence of a problem with data from outside: its path, then what is wrong."""
    values = {key: shown(value) for key, value in problem.parameters.items()}
    if "allowed" in values:
        values["allowed"] = explained(str(problem.parameters["allowed"]))
    if "value" in values:
        values["value"] = str(problem.parameters["value"])
    sentence = PROBLEM_SENTENCES[problem.code].format_map(values)
    return f"{problem.path}: {sentence}" if problem.path else sentence


def explained(codes: str) -> str:
    """Codes that a caller may send, each with its word: "household (hộ gia đình)"."""
    return ", ".join(
        f"{code} ({WORDS[code]})" if code in WORDS else code for code in codes.split(", ")
    )


def shown(value: object) -> str:
    """A parameter as a sentence shows it: Vietnamese dates, decimal comma, words for codes."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value:%H:%M} ngày {value:%d/%m/%Y}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, Fraction | Decimal):
        return decimal_comma(value)
    text = str(value)
    return "".join(WORDS.get(word, word) for word in re.split(r"(, |; )", text))


def decimal_comma(number: Fraction | Decimal) -> str:
    """A number with at most two decimals and a decimal comma."""
    text = f"{float(number):.2f}".rstrip("0").rstrip(".")
    return text.replace(".", ",")
