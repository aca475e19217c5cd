"""Small statistics over tide heights, in metres."""


def average(heights):
    return sum(heights) / len(heights)


def median(heights):
    ordered = sorted(heights)
    middle = len(ordered) // 2
    return ordered[middle]


def spread(heights):
    return max(heights) - min(heights)
