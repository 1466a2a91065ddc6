"""What stands in a sealed report in place of words that a mail did not have, or that are attached (W-01)."""

WORDLESS = "（邮件没有文字。） / (The mail has no words.)"
ATTACHED = "（邮件太长或无法解析，正文见附件。） / (Too long or unreadable: what it says is attached.)"
