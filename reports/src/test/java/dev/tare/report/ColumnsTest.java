package dev.tare.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.chart.DataTable;
import dev.tare.chart.Picture;
import java.util.List;
import java.util.stream.IntStream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.XYPlot;
import org.junit.jupiter.api.Test;

class ColumnsTest {

  @Test
  void picturesAlternateWhereThatIsEven() {
    assertThat(names(100, 100, 100, 100)).containsExactly(List.of("0", "2"), List.of("1", "3"));
  }

  @Test
  void aHighPictureFacesTheOthers() {
    assertThat(names(100, 100, 900, 300, 300, 300))
        .containsExactly(List.of("0", "2"), List.of("1", "3", "4", "5"));
  }

  @Test
  void oneOrNoneStandsOnTheLeft() {
    assertThat(names(100)).containsExactly(List.of("0"), List.of());
    assertThat(names()).containsExactly(List.of(), List.of());
  }

  private static List<List<String>> names(int... heights) {
    List<Picture> pictures =
        IntStream.range(0, heights.length).mapToObj(i -> picture("" + i, heights[i])).toList();
    return Columns.of(pictures).stream()
        .map(column -> column.stream().map(Picture::name).toList())
        .toList();
  }

  private static Picture picture(String name, int height) {
    DataTable none = new DataTable(List.of(), List.of());
    return new Picture(name, "", "", "", none, new JFreeChart(new XYPlot()), 568, height);
  }
}
