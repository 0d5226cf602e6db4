/** Why a piece of information in a file was not taken in: on the screen, and in the file of corrections. */
export const importFaults = {
  not_an_email: "This is not a complete e-mail address.",
  not_a_phone_number: "This is not a complete phone number.",
  phone_lost_zero: "A zero at the beginning seems to be missing: spreadsheets drop it.",
  spreadsheet_rounded:
    "A spreadsheet has shortened this number, and its digits are lost. Make the column text and enter it again.",
  not_a_date: "This is not a date that exists.",
  not_a_number: "This is not a number.",
  too_long: "This is longer than the field allows.",
  not_a_language: "No language is called this.",
  not_a_country: "No country is called this.",
  not_a_kind: "This is neither a person nor a company.",
  no_such_company: "There is no company of this name among the contacts.",
  code_twice: "Another row of the file has this code.",
  code_taken: "Another contact has this code.",
  second_site: "Another row has another place of this contact: an import takes in one.",
  too_many_groups: "A contact can be put into three groups at once.",
  group_is_smart: "Who is in this group follows from its filter.",
  several_contacts: "Several contacts fit this row.",
  contact_twice: "An earlier row is about the same contact.",
  no_means_of_contact: "It has neither a usable e-mail address nor a usable phone number.",
  not_storable: "The registry does not take this row as it is.",
};
