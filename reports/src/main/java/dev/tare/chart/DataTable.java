package dev.tare.chart;

import java.util.List;

/** What a picture shows, as text for those who want the numbers or cannot see it. */
public record DataTable(List<String> columns, List<List<String>> rows) {
  public DataTable {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
  }
}
