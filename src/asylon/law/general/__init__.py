"""What all acts share: dates of application, transition, participation, definitions."""
