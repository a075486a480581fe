"""The timesheets that a freelancer's tracker exports, each known by its header or its shape."""
