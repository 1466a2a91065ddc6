"""Who has what on the desk these days."""

# owner, matter, scene, grade, working days until the result is due
WORK = (
    ("YF-0217", "network_fault", "evening_drops", 2, 0),
    ("YF-0217", "network_fault", "total_outage", 2, 0),
    ("YF-0217", "network_fault", "repeated_repairs", 2, -1),
    ("YF-0217", "network_fault", "slow_speed", 2, 1),
    ("YF-0217", "network_fault", "iptv_stutter", 2, 2),
    ("YF-0174", "network_fault", "storm", 2, 0),
    ("YF-0226", "network_fault", "red_light", 2, 1),
    ("YF-0269", "technical_server", "host_down", 2, 0),
    ("YF-0094", "network_fault", "line_down", 3, 2),
    ("YF-0125", "service_response", "missed_visit", 2, -4),
    ("YF-0342", "technical_system_defect", "topup_failed", 2, 0),
    ("YF-0342", "product_stability", "app_crash", 2, -1),
    ("YF-0342", "technical_system_defect", "login_code", 2, 2),
    ("YF-0359", "product_stability", "router_reboots", 2, 1),
    ("YF-0112", "fees_billing", "over_charge", 2, 0),
    ("YF-0112", "fees_billing", "addon", 2, 1),
    ("YF-0112", "fees_refund", "deposit", 2, -1),
    ("YF-0239", "fees_refund", "stuck", 2, 0),
    ("YF-0251", "service_logistics", "not_received", 2, 0),
    ("YF-0245", "product_quality", "early_failure", 2, 1),
    ("YF-0198", "operations_promotion", "not_paid", 2, 1),
    ("YF-0147", "fees_plan_change", "not_effective", 2, 0),
    ("YF-0063", "service_attitude", "store_clerk", 2, 1),
    ("YF-0275", "fees_termination", "penalty", 3, 2),
    ("YF-0118", "service_response", "no_callback", 1, 0),
    ("YF-0118", "service_attitude", "hotline_agent", 1, 0),
    ("YF-0118", "network_fault", "unreachable_sites", 1, -1),
    ("YF-0118", "fees_billing", "late_fee", 1, 1),
    ("YF-0305", "service_response", "queue", 1, 0),
    ("YF-0186", "operations_experience", "elderly", 1, 1),
)
# owner, matter, scene, grade: a result waits for a second person
RESULTS = (
    ("YF-0217", "network_fault", "slow_speed", 2), ("YF-0174", "network_fault", "building_power", 2),
    ("YF-0226", "network_fault", "iptv_stutter", 2), ("YF-0269", "product_performance", "host_slow", 2),
    ("YF-0342", "technical_system_defect", "wrong_status", 2), ("YF-0239", "fees_billing", "addon", 2),
    ("YF-0186", "service_response", "queue", 1), ("YF-0305", "fees_plan_change", "promo_expired", 1),
)  # fmt: skip
DEPARTMENTS = {
    "YF-0063": "MD1", "YF-0275": "FW", "YF-0147": "YY", "YF-0125": "JS", "YF-0359": "YF", "YF-0245": "ZL",
    "YF-0269": "JS", "YF-0112": "CW", "YF-0239": "CW", "YF-0342": "YF", "YF-0198": "SC", "YF-0251": "YY",
    "YF-0217": "JS", "YF-0174": "JS", "YF-0226": "JS", "YF-0094": "JS",
    "YF-0118": "KF", "YF-0305": "KF", "YF-0186": "KF",
}  # fmt: skip
