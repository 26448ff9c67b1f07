from thidua_khenthuong.emulation_document import EmulationDocument
from thidua_khenthuong.services.server_fields import keep_server_fields


class AwardNominee(EmulationDocument):
    """Somebody who is proposed more than once over the years. The identity number lies elsewhere,
    encrypted.
    """

    name_field = "display_name"

    def validate(self) -> None:
        keep_server_fields(self, ("has_identity",))
