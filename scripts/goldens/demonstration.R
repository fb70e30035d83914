# Recomputes with spdep (Debian: r-cran-spdep) what hotspots answers about the demonstration: units per cell of 500 m, at least 3.
#   Rscript scripts/goldens/demonstration.R
# Writes src/test/resources/stats/demonstration*.csv, with which DemonstrationTest compares.
suppressPackageStartupMessages(library(spdep))
invisible(set.ZeroPolicyOption(TRUE))
out <- "src/test/resources/stats"
save <- function(table, name) {
  numbers <- sapply(table, is.numeric)
  table[numbers] <- lapply(table[numbers], function(column) formatC(column, digits = 15, format = "g", width = 1))
  write.csv(table, file.path(out, name), row.names = FALSE, quote = FALSE)
}
dutch <- function(text) as.numeric(sub(",", ".", gsub(".", "", text, fixed = TRUE), fixed = TRUE))
units <- read.csv2("gis-data/samples/shop-units-2017.csv", colClasses = "character", fileEncoding = "UTF-8")
units <- units[units$LEEGSTAND %in% c("J", "N"), ]
vacant <- units$LEEGSTAND == "J"
west <- floor(dutch(units$X_RD) / 500) * 500
south <- floor(dutch(units$Y_RD) / 500) * 500
cell <- sprintf("E%06dN%06d", as.integer(west), as.integer(south))
cells <- data.frame(cell = sort(unique(cell)))
cells$units <- as.vector(table(cell)[cells$cell])
cells$vacant <- as.vector(tapply(vacant, cell, sum)[cells$cell])
rate <- sum(vacant) / length(vacant)
cells <- cells[cells$units >= 3, ]
cells$excess <- cells$vacant - cells$units * rate
xy <- cbind(as.integer(substr(cells$cell, 2, 7)) + 250, as.integer(substr(cells$cell, 9, 14)) + 250)
near <- dnearneigh(xy, 0, 1500)
binary <- nb2listw(near, style = "B", zero.policy = TRUE)
star <- nb2listw(include.self(near), style = "B", zero.policy = TRUE)
row <- nb2listw(near, style = "W", zero.policy = TRUE)
islands <- card(near) == 0
na <- function(column) ifelse(islands, NA, as.numeric(column))
moran <- localmoran(cells$excess, row, zero.policy = TRUE)
cells$neighbors <- card(near)
cells$giStar <- na(localG(cells$excess, star, zero.policy = TRUE))
cells$giStarP <- 2 * pnorm(-abs(cells$giStar))
cells$giStarQ <- p.adjust(cells$giStarP, "BH")
cells$gi <- na(localG(cells$excess, binary, zero.policy = TRUE))
cells$moran <- na(moran[, "Ii"])
cells$moranZ <- na(moran[, "Z.Ii"])
# spdep divides by n - 1.
n <- nrow(cells)
cells$geary <- na(localC(cells$excess, row, zero.policy = TRUE)) * n / (n - 1)
parameters <- attr(EBest(cells$vacant, cells$units), "parameters")
cells$ebRate <- (cells$vacant / cells$units - parameters$b) / sqrt(max(0, parameters$a) + parameters$b / cells$units)
save(cells, "demonstration.csv")
global <- data.frame()
add <- function(value, statistic, test) global <<- rbind(global, data.frame(value = value, statistic = statistic,
  estimate = test$estimate[1], expectation = test$estimate[2], variance = test$estimate[3]))
for (value in c("excess", "ebRate")) {
  add(value, "moran", moran.test(cells[[value]], row, zero.policy = TRUE, adjust.n = FALSE))
  add(value, "geary", geary.test(cells[[value]], row, zero.policy = TRUE, adjust.n = FALSE))
}
add("rate", "generalG", suppressWarnings(globalG.test(cells$vacant / cells$units, binary, zero.policy = TRUE, adjust.n = FALSE,
  adjust.x = FALSE)))
save(global, "demonstration-global.csv")
cat(sprintf("spdep %s, %d cells, %d without neighbors\n", packageVersion("spdep"), n, sum(islands)))
