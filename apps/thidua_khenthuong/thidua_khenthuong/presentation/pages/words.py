"""How states, roles and kinds are called on the pages."""

CAMPAIGN_STATES = {
    "Drafted": "Dự thảo",
    "Issued": "Đã ban hành",
    "Receiving": "Đang nhận hồ sơ",
    "Closed": "Đã đóng nhận",
    "Reviewed": "Đã tổng kết",
}
DOSSIER_STATES = {
    "Draft": "Đang soạn",
    "Submitted": "Đã gửi",
    "Received": "Đã tiếp nhận",
    "Returned": "Bị trả lại",
    "Collected": "Đã tổng hợp",
    "Appraised": "Đã thẩm định",
    "Decided": "Đã quyết định",
    "Withdrawn": "Đã rút",
    "Refused": "Không nhận",
}
NOMINATION_STATES = {
    "Draft": "Đang soạn",
    "Submitted": "Đã gửi",
    "Received": "Đã tiếp nhận",
    "Returned": "Bị trả lại",
    "Collected": "Đã tổng hợp",
    "Appraised": "Đã thẩm định",
    "Awarded": "Được khen",
    "Held": "Tạm giữ",
    "Declined": "Không được khen",
    "Withdrawn": "Đã rút",
    "Refused": "Không nhận",
    "Revoked": "Đã hủy",
}
DECISION_STATES = {
    "Drafted": "Dự thảo",
    "Awaiting Signature": "Chờ ký",
    "Signed": "Đã ký",
    "Issued": "Đã ban hành",
    "Revoked": "Đã hủy bỏ",
}
REPORT_STATES = {
    "Draft": "Đang soạn",
    "Filed": "Đã gửi",
    "Acknowledged": "Đã xác nhận",
    "Recalled": "Đã thu hồi",
}

OPEN_STATES = frozenset({"Receiving", "Submitted", "Received", "Collected", "Awaiting Signature"})
GOOD_STATES = frozenset({"Decided", "Awarded", "Issued", "Acknowledged", "Appraised", "Signed"})
BAD_STATES = frozenset({"Returned", "Refused", "Revoked", "Declined", "Recalled"})


def tone(state: str) -> str:
    """The colour family of a state; its words say the same."""
    if state in BAD_STATES:
        return "bad"
    if state in OPEN_STATES:
        return "open"
    return "good" if state in GOOD_STATES else "quiet"


ROLES = {
    "Emulation Officer": "Chuyên viên thi đua, khen thưởng",
    "Unit Head": "Thủ trưởng đơn vị",
    "Lead Agency Officer": "Chuyên viên cơ quan chủ trì",
    "Council Secretary": "Thư ký Hội đồng",
    "Appraisal Officer": "Chuyên viên thẩm định",
    "Standing Body Head": "Lãnh đạo cơ quan thường trực",
    "Decision Maker": "Người quyết định khen thưởng",
    "Records Clerk": "Văn thư",
    "Emulation Auditor": "Thanh tra",
    "Emulation Administrator": "Quản trị thi đua, khen thưởng",
    "System Manager": "Quản trị hệ thống",
}
DUTIES = {
    "Emulation Officer": "lập, gửi hồ sơ đề nghị và báo cáo của đơn vị",
    "Unit Head": "duyệt, gửi hoặc rút hồ sơ của đơn vị",
    "Lead Agency Officer": "tiếp nhận, trả lại, tổng hợp hồ sơ các đơn vị",
    "Council Secretary": "xem hồ sơ trình Hội đồng",
    "Appraisal Officer": "thẩm định hồ sơ, xác nhận cảnh báo, dự thảo quyết định",
    "Standing Body Head": "chỉ đạo thẩm định, tổng kết phong trào",
    "Decision Maker": "ban hành kế hoạch, ký quyết định khen thưởng",
    "Records Clerk": "cho số, ban hành quyết định đã ký",
    "Emulation Auditor": "xem toàn bộ hồ sơ trong phạm vi, không sửa",
    "Emulation Administrator": "quản trị danh mục, kế hoạch của toàn hệ thống",
}


def capital(text: str) -> str:
    """`text` with a capital first letter, the rest as it is."""
    return text[:1].upper() + text[1:]
