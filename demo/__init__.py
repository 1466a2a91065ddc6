"""The demo company 云帆网络: people, customers and a year of cases, made by code, the same each time."""
