"""What every attributor ends with: speech that goes on, what nobody claimed, nesting, kinds."""
