"""The council's own definitions in the office: asked for, checked, approved, in force."""
